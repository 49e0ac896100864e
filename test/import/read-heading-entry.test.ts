import { expect, it } from "vitest";
import type { EntrySource } from "../../src/import/readme-structure.ts";
import { keyRoles } from "../../src/import/key-roles.ts";
import { parseSource } from "../../src/import/parse-source.ts";
import { readHeadingEntry } from "../../src/import/read-heading-entry.ts";
import { saidFields } from "../support/said-fields.ts";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

function read(...markdown: readonly string[]) {
  const source = parseSource(markdown.join("\n"));
  const { text } = source;
  const { children } = unified().use(remarkParse).use(remarkGfm).parse(text);
  const span = { start: 0, end: text.length };
  const entry: EntrySource = { span, form: "heading", nodes: children, section: 0, block: span };
  const reading = readHeadingEntry(entry, source, keyRoles([entry], text));
  return { ...reading, said: saidFields(reading.fields, text) };
}

it("reads number, venue, title, authors, abstract and links", () => {
  const { said, title, implied } = read(
    "### 7. [CoRL '24] Walky: Robots That Walk ",
    "**Authors**: Ada Byron, Mary Hill",
    "<details span>",
    "<summary><b>Abstract</b></summary>",
    "Robots walk",
    "<em>far</em> &amp; wide.",
    "</details>",
    "",
    "  [📄 Paper](https://arxiv.org/abs/2405.00001) | [💻 Code (not yet)]()",
  );
  expect(title).toBe("Walky: Robots That Walk");
  expect(implied).toEqual({ date: "2024" });
  expect(said).toEqual([
    "number: 7",
    "venue: CoRL '24",
    "title: Walky: Robots That Walk",
    "authors: Ada Byron,Mary Hill in Ada Byron, Mary Hill",
    "abstract: Robots walk\nfar & wide. in Robots walk\n<em>far</em> &amp; wide.",
    "link paper: 📄 Paper <https://arxiv.org/abs/2405.00001> in [📄 Paper](https://arxiv.org/abs/2405.00001)",
    "link code: 💻 Code (not yet) <> in [💻 Code (not yet)]()",
  ]);
});

it.each([
  ["### [Robots That Walk Far](https://arxiv.org/abs/2405.00001)", "Robots That Walk Far"],
  ["### Robots That Walk Far [[pdf]](https://arxiv.org/abs/2405.00001)", "Robots That Walk Far"],
  ["### 4.Robots That Walk Far", "Robots That Walk Far"],
  ["### 🔥 **Robots That Walk Far**", "Robots That Walk Far"],
  ["### Robots That Walk *Far* (CoRL 2024)", "Robots That Walk Far"],
  ["### 3D Robots That Walk", "3D Robots That Walk"],
])("finds the title in %s", (heading, title) => {
  expect(read(heading, "", "Ada Byron, Mary Hill")).toMatchObject({ title });
});

it("reads lines without keys", () => {
  const { said } = read("### Robots That Walk Far", "*Ada Byron, Mary Hill*", "", "CoRL, 2024.");
  expect(said.slice(1)).toEqual(["authors: Ada Byron,Mary Hill in Ada Byron, Mary Hill", "venue: CoRL", "date: 2024"]);
});

it.each(["<summary>Abstract</summary>", "<details><summary>Abstract</summary> never closed"])(
  "is not put off by %s",
  (html) => {
    expect(read("### Robots That Walk Far", "", html).said).toEqual(["title: Robots That Walk Far"]);
  },
);
