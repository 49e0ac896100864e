import { listAt, textAt, valueAt } from "./json-answer.ts";

/** The one entry of a BibTeX file. */
export interface BibtexEntry {
  /** In lower case: `inproceedings`. */
  readonly type: string;
  /** As they are written, in LaTeX; names in lower case, a month as its number. */
  readonly fields: ReadonlyMap<string, string>;
  /** Given name first, with what formatting they have as HTML. */
  readonly authors: readonly string[];
}

/** Characters. A `@string` of itself doubles with every line, so that a value can be longer than its file. */
const longestText = 512_000;
/** A thousand names. The parser's time grows with the square of a name's length: 40,000 characters take it 0.3 s at worst. */
const longestAuthors = 40_000;

/** The entry of a file that has exactly one; undefined for anything else. Takes half a second at most, and never throws. */
export async function parseBibtex(text: string): Promise<BibtexEntry | undefined> {
  // The parser takes `name+an:key = {…}` as an assignment to whatever `name` is, inherited or not.
  if (text.length > longestText || /(?:__proto__|constructor)\+an/i.test(text)) return undefined;
  // Loading it takes 65 ms, which only those pay who ask for it.
  const { plugins } = await import("@citation-js/core");
  await import("@citation-js/plugin-bibtex");
  try {
    const entries: readonly unknown[] = plugins.input.data(text, "@bibtex/text");
    const type = textAt(entries, 0, "type");
    if (entries.length !== 1 || type === undefined) return undefined;
    const fields = readFields(entries[0]);
    const author = cutAuthors(fields.get("author") ?? "");
    const properties = author === "" ? {} : { author };
    const names: unknown = plugins.input.data(
      [{ type: "misc", label: "entry", properties, annotations: {} }],
      "@bibtex/entries+list",
    );
    return { type, fields, authors: listAt(names, 0, "author").map(printName) };
  } catch {
    return undefined;
  }
}

function readFields(entry: unknown): ReadonlyMap<string, string> {
  const properties = valueAt(entry, "properties");
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (typeof value === "number") fields.set(name, String(value));
    else if (typeof value === "string" && value.length <= longestText) fields.set(name, value);
  }
  return fields;
}

/** Cut between two names. */
function cutAuthors(author: string): string {
  if (author.length <= longestAuthors) return author;
  const cut = author.slice(0, longestAuthors);
  return cut.slice(0, Math.max(0, cut.lastIndexOf(" and")));
}

/** A name in CSL: https://docs.citationstyles.org/en/stable/specification.html#name. */
function printName(name: unknown): string {
  return ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"]
    .flatMap((part) => textAt(name, part) ?? [])
    .join(" ");
}
