import { configurationPath } from "../list/configuration.ts";
import type { List } from "../list/list.ts";
import { findNearest } from "../list/nearest.ts";
import type { Problem } from "../list/problem.ts";
import { quote } from "../list/quote.ts";
import { anchorsIn, type CategoryAnchors } from "./category-anchors.ts";
import { problemOfTemplate } from "./liquid-problem.ts";
import type { ListRenderer } from "./list-renderer.ts";
import { findRegions, generatedMark, type Region, replaceRegions } from "./regions.ts";
import type { Templates } from "./templates.ts";

export interface TextFileInput {
  readonly path: string;
  readonly present: string | undefined;
  readonly list: List;
  readonly templates: Templates;
  readonly renderer: ListRenderer;
}

export interface TextFile {
  /** Nothing where the file is not ours, or something in it or its template is wrong. */
  readonly text: string | undefined;
  readonly problems: readonly Problem[];
}

/** GitHub shows no more of a README. https://github.com/github/markup */
const longestShown = 512_000;

/** Regions of other outputs use those of README where they have none of their own. */
const defaultOutput = "README.md";

/** A README, or another output from templates: its regions, or the whole of it where it is ours. */
export function renderTextFile(input: TextFileInput): TextFile {
  const { path, present } = input;
  const found = findRegions(present ?? "", path);
  if (found.problems.length > 0) return { text: undefined, problems: found.problems };
  if (present !== undefined && found.regions.length > 0) return renderRegions(input, present, found.regions);
  if (present !== undefined && present.trim() !== "" && !present.replace(/^\uFEFF/, "").startsWith(generatedMark)) {
    return { text: undefined, problems: [notOurs(path, found.indented)] };
  }
  const template = `${path}.liquid`;
  if (!input.templates.has(template)) return { text: undefined, problems: [noTemplate(path, template)] };
  const start = present?.startsWith("\uFEFF") === true ? "\uFEFF" : "";
  const newline = present?.includes("\r\n") === true ? "\r\n" : "\n";
  return finish(input, (render) => {
    const text = `${generatedMark}\n\n${render(template).trim()}\n`;
    return start + (newline === "\n" ? text : text.replaceAll("\n", newline));
  });
}

function renderRegions(input: TextFileInput, present: string, regions: readonly Region[]): TextFile {
  const { path, templates } = input;
  const templateOf = new Map(regions.map(({ name }) => [name, regionTemplate(path, name, templates)]));
  const unknown = regions.filter(({ name }) => templateOf.get(name) === undefined);
  if (unknown.length > 0)
    return { text: undefined, problems: unknown.map((region) => unknownRegion(region, path, templates)) };
  return finish(input, (render) => replaceRegions(present, regions, (name) => render(templateOf.get(name) ?? name)));
}

/** Renders, looks which anchors the headings got, and renders again where the table of contents guessed wrong. */
function finish(
  { path, list, renderer }: TextFileInput,
  assemble: (render: (template: string) => string) => string,
): TextFile {
  let template = "";
  const renderWith = (anchors: CategoryAnchors): string =>
    assemble((name) => {
      template = name;
      return renderer.render(name, anchors);
    });
  try {
    const guess = anchorsIn("", list.taxonomy);
    const first = renderWith(guess);
    const anchors = anchorsIn(first, list.taxonomy);
    const same = [...anchors].every(([category, anchor]) => guess.get(category) === anchor);
    const text = same ? first : renderWith(anchors);
    return { text, problems: isTooLarge(text) ? [tooLarge(path)] : [] };
  } catch (error) {
    return { text: undefined, problems: [problemOfTemplate(error, template)] };
  }
}

function isTooLarge(text: string): boolean {
  return (
    text.length * 3 > longestShown &&
    (text.length > longestShown || new TextEncoder().encode(text).length > longestShown)
  );
}

function tooLarge(path: string): Problem {
  const message = `${path} is larger than 512 kB, and GitHub shows only the beginning. Split the list, or print less in templates.`;
  return { code: "too-large", severity: "warning", field: "outputs", message, file: path };
}

function notOurs(path: string, indented: number | undefined): Problem {
  const example = "<!-- awesome-papers:begin list -->\n<!-- awesome-papers:end list -->";
  const message = `${path} was written by somebody else, so it is left alone. ${
    indented === undefined
      ? `Add these two lines where the list shall stand: ${example.replace("\n", " and ")}`
      : `A mark stands on line ${indented}, but not at the beginning of it: take away the spaces before it and its partner.`
  }`;
  const place = indented === undefined ? {} : { position: { line: indented, column: 1 } };
  return { code: "not-our-file", severity: "warning", field: "outputs", message, file: path, example, ...place };
}

function noTemplate(path: string, template: string): Problem {
  const message = `There is no template for the output ${quote(path)}: add templates/${template}, or regions to the file.`;
  return {
    code: "bad-configuration",
    severity: "error",
    field: "configuration.outputs",
    message,
    file: configurationPath,
    given: path,
    example: `templates/${template}`,
  };
}

function regionTemplate(path: string, name: string, templates: Templates): string | undefined {
  return [`${path}/${name}.liquid`, `${defaultOutput}/${name}.liquid`].find((template) => templates.has(template));
}

function unknownRegion({ name, line }: Region, path: string, templates: Templates): Problem {
  const allowed = [...templates.keys()].flatMap((template) => {
    const [, region] = /^(?:.*\/)?[^/]+\/([^/]+)\.liquid$/.exec(template) ?? [];
    const isOurs = template.startsWith(`${path}/`) || template.startsWith(`${defaultOutput}/`);
    return region !== undefined && isOurs ? [region] : [];
  });
  const nearest = findNearest(name, allowed);
  const hint = nearest === undefined ? `There are ${allowed.join(", ")}.` : `Did you mean ${quote(nearest)}?`;
  const message = `No template makes the region ${quote(name)}. ${hint}`;
  return {
    code: "region-unknown",
    severity: "error",
    field: "regions",
    message,
    file: path,
    given: name,
    allowed,
    position: { line, column: 1 },
    ...(nearest === undefined ? {} : { nearest }),
  };
}
