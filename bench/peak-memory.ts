import { readFileSync } from "node:fs";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { printEntries } from "../src/app/print-entries.ts";
import { importReadme } from "../src/import/import-readme.ts";

// A process of its own: `node bench/peak-memory.ts parse|import FILE` prints by how many kB its peak grew by that alone.
const [what, path = ""] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const before = process.resourceUsage().maxRSS;
if (what === "import") importReadme(text, { printEntries });
else unified().use(remarkParse).use(remarkGfm).parse(text);
process.stdout.write(`${process.resourceUsage().maxRSS - before}\n`);
