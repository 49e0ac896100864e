import { lstatSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { configurationPath } from "../../list/configuration.ts";
import { findNearest } from "../../list/nearest.ts";
import type { Problem } from "../../list/problem.ts";
import { findRegions, generatedMark } from "../../render/regions.ts";
import { type Templates, templatePath } from "../../render/templates.ts";
import { hasErrors, type OpenedList } from "./open-list.ts";

export interface UnusedFilesInput {
  readonly opened: OpenedList;
  readonly packaged: Templates;
  /** The directory's own, those that equal the packaged ones left out. */
  readonly own: Templates;
  /** Present text of each output. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/** Warns of files that are meant for us by their place and that nothing reads: nearly always a name misspelled. */
export function unusedFiles(input: UnusedFilesInput): readonly Problem[] {
  const { root } = input.opened.directory;
  const configurations = ["", ".github/"].flatMap((folder) => {
    const names = namesIn(join(root, folder), false).filter((name) =>
      /^\.?awesome-?papers?\.(?:ya?ml|json)$/i.test(name),
    );
    return names.map((name) => `${folder}${name}`).filter((path) => path !== configurationPath);
  });
  const misplaced = configurations.map((path) => unused(path, configurationPath));
  // Which templates are asked for is what a configuration that is wrong would say.
  if (hasErrors(input.opened.problems.filter(({ file }) => file === configurationPath))) return misplaced;
  return [...misplaced, ...unusedTemplates(input, namesIn(join(root, "templates"), true))];
}

function unusedTemplates(input: UnusedFilesInput, names: readonly string[]): readonly Problem[] {
  if (names.length === 0) return [];
  const { packaged, own } = input;
  const used = usedTemplates(input, new Map([...packaged, ...own]));
  if (used === "all") return [];
  const known = new Set([...packaged.keys(), ...used]);
  return names.flatMap((name) => {
    if (name.endsWith(".liquid")) {
      // One that equals ours is a copy that nobody has changed yet.
      if (!own.has(name) || used.has(name)) return [];
      if (packaged.has(name)) return [notAskedFor(name)];
      const nearest = nearestTemplate(name, known);
      return [unused(`templates/${name}`, nearest === undefined ? undefined : `templates/${nearest}`)];
    }
    // What a person keeps beside templates is their own affair, unless it looks like one.
    const meant = templatePath(name.replace(/\.\w+$/, ""));
    return known.has(meant) ? [unused(`templates/${name}`, `templates/${meant}`)] : [];
  });
}

/** Every template that is rendered for this list, or may be by the bot; `all` where that cannot be told. */
function usedTemplates(
  { opened, packaged, files }: UnusedFilesInput,
  templates: Templates,
): ReadonlySet<string> | "all" {
  const used = new Set<string>();
  const next = [
    "entry.liquid",
    ...[...packaged.keys()].filter((name) => name.startsWith("bot/")),
    ...opened.configuration.outputs.flatMap((path) => templatesOfOutput(path, files.get(path), templates)),
  ];
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    const source = templates.get(name) ?? "";
    // A name that is made as it is rendered may be any.
    if (/\{%-?\s*(?:render|include)\s+(?:[^"'\s]|["'][^"']*\{\{)/.test(source)) return "all";
    for (const [, partial = ""] of source.matchAll(/\b(?:render|include)\s+["']([^"']+)["']/g)) {
      next.push(templatePath(partial));
    }
  }
  return used;
}

/** What an output is made from: a template for each of its regions, or one for the whole of it. */
function templatesOfOutput(path: string, present: string | undefined, templates: Templates): readonly string[] {
  const whole = `${path}.liquid`;
  const { regions, problems } = findRegions(present ?? "", path);
  if (problems.length === 0 && regions.length > 0) {
    // Regions of other outputs use those of README where they have none of their own.
    return regions.map(({ name }) =>
      templates.has(`${path}/${name}.liquid`) ? `${path}/${name}.liquid` : `README.md/${name}.liquid`,
    );
  }
  // In a file that is still to be mended, or is not ours yet, any region may come.
  const isOpen = present !== undefined && present.trim() !== "" && !present.includes(generatedMark);
  return [whole, ...(isOpen ? [...templates.keys()].filter((name) => name.startsWith(`${path}/`)) : [])];
}

/** Of the same folder before any other: `bot/entry.liquid` is no bot's word misspelled. */
function nearestTemplate(name: string, known: ReadonlySet<string>): string | undefined {
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const neighbours = [...known].filter((one) => one.slice(0, one.lastIndexOf("/") + 1) === folder);
  const stems = new Map(neighbours.map((one) => [one.slice(folder.length, -".liquid".length), one]));
  const stem = name.slice(folder.length, -".liquid".length);
  const nearest = findNearest(stem, stems.keys());
  if (nearest !== undefined) return stems.get(nearest);
  // The same name in another folder.
  return [...known].find((one) => one.toLowerCase().endsWith(`/${name.toLowerCase()}`));
}

function unused(path: string, nearest: string | undefined): Problem {
  const hint =
    nearest === undefined ? "Name it as what it replaces is named, or delete it." : `Did you mean ${nearest}?`;
  return warning(path, `Nothing uses ${path}. ${hint}`, nearest);
}

/** A right name, and no output that needs it: most often a whole README where the file has regions, or the reverse. */
function notAskedFor(name: string): Problem {
  const path = `templates/${name}`;
  const message = `Nothing uses ${path} now: no output of this list, as its files are, is made with it.`;
  return warning(path, message, undefined);
}

function warning(path: string, message: string, nearest: string | undefined): Problem {
  const facts = { field: path, file: path, message, ...(nearest === undefined ? {} : { nearest }) };
  return { code: "unused-file", severity: "warning", ...facts };
}

/** Files in a folder, with `/` between their parts; those that hide, and what a symbolic link leads to, are left out. */
function namesIn(folder: string, isDeep: boolean): readonly string[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { recursive: isDeep, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((name) => !isDeep || !name.split("/").some((part) => part.startsWith(".")))
    .toSorted();
}
