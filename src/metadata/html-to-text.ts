import { Parser } from "htmlparser2";
import { latexToText } from "./latex-to-text.ts";
import { printScript } from "./print-script.ts";

/** Elements that begin a paragraph, in HTML and in JATS. */
const blocks = new Set(
  "p div br hr sec title h1 h2 h3 h4 h5 h6 ul ol li list list-item blockquote tr table disp-formula".split(" "),
);
/** What is not there to be read. */
const silent = new Set("script style template noscript head annotation annotation-xml".split(" "));
const deepest = 100;
const chunk = 4_000;

interface Frame {
  readonly name: string;
  text: string;
  /** The text of each element directly in it. */
  readonly children: string[];
}

/**
 * The text of HTML, of JATS (https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/abstract.html) and of MathML in it: paragraphs apart
 * by an empty line, tags gone, entities decoded once. A heading that says Abstract is dropped.
 */
export function htmlToText(html: string): string {
  const root: Frame = { name: "", text: "", children: [] };
  const open: Frame[] = [root];
  const parser = new Parser(
    {
      onopentagname(name) {
        open.push({ name: name.slice(name.indexOf(":") + 1), text: "", children: [] });
      },
      ontext(text) {
        (open.at(-1) ?? root).text += text;
      },
      onclosetag() {
        const frame = open.length > 1 ? open.pop() : undefined;
        const parent = open.at(-1) ?? root;
        if (frame === undefined) return;
        const text = printFrame(frame);
        parent.children.push(text);
        parent.text += text;
      },
    },
    { decodeEntities: true, recognizeSelfClosing: true },
  );
  // The parser looks through all that is open at each closing tag: nobody's abstract is that deep.
  for (let at = 0; at < html.length && open.length < deepest; at += chunk) parser.write(html.slice(at, at + chunk));
  parser.end();
  return root.text;
}

function printFrame({ name, text, children }: Frame): string {
  if (silent.has(name)) return "";
  if (blocks.has(name)) return /^\s*(?:abstract|summary)[.:]?\s*$/i.test(text) && name !== "p" ? "" : `\n\n${text}\n\n`;
  const [first = "", second = "", third = ""] = children;
  switch (name) {
    case "sub":
    case "sup":
      return printScript(name === "sub" ? "_" : "^", text);
    case "msub":
    case "munder":
      return first + printScript("_", second);
    case "msup":
    case "mover":
      return first + printScript("^", second);
    case "msubsup":
      return first + printScript("_", second) + printScript("^", third);
    case "mfrac":
      return `${first}/${second}`;
    case "msqrt":
      return `√${text.trim()}`;
    case "tex-math":
      return latexToText(text);
    case "alternatives":
      return children.findLast((child) => child.trim() !== "") ?? text;
    default:
      return text;
  }
}
