import { isUtf8 } from "node:buffer";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import type { Problem } from "../list/problem.ts";

/** A list repository on this machine. Paths in it are relative, with `/`; none leads out of it, not by a symbolic link either. */
export interface ListDirectory {
  /** Its real path. */
  readonly root: string;
}

export type FileText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly problem: Problem };

/** Undefined where there is no such directory. */
export function openListDirectory(path: string): ListDirectory | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isDirectory() === true ? { root: realpathSync(path) } : undefined;
}

/** A file as text, its byte order mark kept. One that leads out of the directory, or is not UTF-8, is a problem. */
export function readText(directory: ListDirectory, path: string): FileText {
  const place = realPlace(directory, path);
  if (place === undefined) return { kind: "unreadable", problem: leadsOut(path) };
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats === undefined) return { kind: "absent" };
  if (!stats.isFile()) return { kind: "unreadable", problem: notPlain(path) };
  const bytes = readFileSync(place);
  // Decoding would put U+FFFD for what it cannot read, and writing it back would lose what stood there.
  if (isUtf8(bytes)) return { kind: "text", text: bytes.toString("utf8") };
  return {
    kind: "unreadable",
    problem: fileProblem("wrong-shape", path, `${path} is not UTF-8 text. Save it as UTF-8.`),
  };
}

/**
 * Writes the whole file or nothing: a reader sees the old text or the new one, never a part. Keeps the file's permissions.
 * Where it may not be written, the problem; what the system refuses is thrown.
 */
export function writeText(directory: ListDirectory, path: string, text: string): Problem | undefined {
  const place = realPlace(directory, path);
  if (place === undefined) return leadsOut(path);
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) return notPlain(path);
  mkdirSync(dirname(place), { recursive: true });
  // In the same folder, because a rename is atomic only within one file system.
  const temporary = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: "wx", flush: true });
    if (stats !== undefined) chmodSync(temporary, stats.mode & 0o7777);
    renameSync(temporary, place);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return undefined;
}

/** The directory's own templates by path under `templates/`, those that equal the packaged ones left out. */
export function readOwnTemplates(
  directory: ListDirectory,
  packaged: ReadonlyMap<string, string>,
): { readonly templates: ReadonlyMap<string, string>; readonly problems: readonly Problem[] } {
  const templates = new Map<string, string>();
  const problems: Problem[] = [];
  for (const name of templateNames(directory)) {
    const file = readText(directory, `templates/${name}`);
    if (file.kind === "unreadable") problems.push(file.problem);
    // Line ends of a checkout on Windows are no difference that anybody made.
    if (file.kind === "text" && file.text.replaceAll("\r\n", "\n") !== packaged.get(name)) {
      templates.set(name, file.text);
    }
  }
  return { templates, problems };
}

function templateNames(directory: ListDirectory): readonly string[] {
  const folder = realPlace(directory, "templates");
  if (folder === undefined || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".liquid"))
    .toSorted();
}

/** Where the path really leads, every symbolic link followed; undefined where that is not in the directory, or in its `.git`. */
function realPlace({ root }: ListDirectory, path: string): string | undefined {
  let place = root;
  for (const part of path.split("/")) {
    place = join(place, part);
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
      try {
        place = realpathSync(place);
      } catch {
        // It leads to nothing, or round in a circle: nobody can say where a write would go.
        return undefined;
      }
    }
    if (!isInside(root, place)) return undefined;
  }
  return place;
}

function isInside(root: string, place: string): boolean {
  const way = relative(root, place);
  const [first] = way.split(sep);
  return way !== "" && first !== ".." && first?.toLowerCase() !== ".git" && !isAbsolute(way);
}

function leadsOut(path: string): Problem {
  const message = `${path} leads out of the directory, or to nothing. Put a plain file in place of the symbolic link.`;
  return fileProblem("wrong-shape", path, message);
}

function notPlain(path: string): Problem {
  return fileProblem("wrong-shape", path, `${path} is not a plain file. Move it away, or name another path.`);
}

function fileProblem(code: Problem["code"], path: string, message: string): Problem {
  return { code, severity: "error", field: path, file: path, message };
}
