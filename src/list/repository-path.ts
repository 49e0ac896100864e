/** Whether both name one file, also where case or width of letters does not count, as on Windows and macOS. */
export function isSamePath(a: string, b: string): boolean {
  return foldPath(a) === foldPath(b);
}

/** Whether a list may be kept there. */
export function isListPath(path: string): boolean {
  return path.endsWith(".json") && isOutputPath(path);
}

/** Whether a file made from the list may be written there: on GitHub, and in a clone on any file system. */
export function isOutputPath(path: string): boolean {
  return isPlainPath(path) && !isReserved(foldPath(path));
}

function foldPath(path: string): string {
  return path.normalize("NFKC").toLowerCase();
}

/** A relative path with `/`, of names that every file system stores as they are: Windows drops dots at the end, HFS+ what has no width. */
function isPlainPath(path: string): boolean {
  if (path.length === 0 || path.length > 255 || /[\\\p{Cc}\p{Cf}\p{Cs}:*?"<>|]/u.test(path)) return false;
  return [path, foldPath(path)].every((written) =>
    written.split("/").every((part) => part !== "" && !part.endsWith(".") && part === part.trim()),
  );
}

const ofGithub = /^\.github(?:$|\/(?!readme\.md$))/;
/** `git~1` is what Windows calls `.git` besides. */
const ofGit = /(?:^|\/)(?:\.git(?!hub(?:\/|$))|git~\d+(?:\/|$))/;
const ofOurs = /^(?:templates(?:$|\/)|list\.schema\.json$)/;

/** Files that are input, that run, or that say who may do what: writing them from a list could give a contributor rights. */
function isReserved(folded: string): boolean {
  return ofGithub.test(folded) || ofGit.test(folded) || ofOurs.test(folded) || /(?:^|\/)codeowners$/.test(folded);
}
