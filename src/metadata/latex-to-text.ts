import { findAccent, findSymbol } from "./latex-symbol.ts";
import { printScript } from "./print-script.ts";

/**
 * LaTeX as arXiv's titles and abstracts and BibTeX have it, as plain text. What is not known stays: an argument (`\foo{x}` is x), else
 * the source. Linear in the text, never throws.
 *
 * The characters are those of the library unicode2latex. The parser of @citation-js/plugin-bibtex, which reads BibTeX files for us, was
 * tried for this and is not used: it is made for well-formed fields and throws at a lone `$` or brace of an abstract, prints `$O(n^2)$` as
 * O(n²⁾ and `\sqrt{n}` as \sqrtn, and has the subscripts p and s the wrong way round.
 */
export function latexToText(text: string): string {
  const tokens = text.match(tokenPattern) ?? [];
  return print({ tokens, partner: findPartners(tokens) }, 0, tokens.length, false, 0).text;
}

interface Source {
  readonly tokens: readonly string[];
  /** Of each opening brace, dollar or bracket of mathematics that is closed: where. */
  readonly partner: ReadonlyMap<number, number>;
}

interface Printed {
  readonly text: string;
  /** The token after it. */
  readonly next: number;
}

const tokenPattern = /\\[a-zA-Z]+\*?|\\[^]|\s+|\$\$?|-{1,3}|``|''|[{}^_~]|[^\\\s${}^_~`'-]|[^]/gu;
const deepest = 60;

/** Print what they hold, in another shape of letter. */
const switches = new Set(
  "it bf em rm tt sc sf sl cal tiny small large Large normalsize itshape bfseries scshape mdseries upshape rmfamily ttfamily sffamily displaystyle textstyle limits nolimits left right big Big bigg Bigg bigl bigr Bigl Bigr boldmath unboldmath protect centering noindent".split(
    " ",
  ),
);

/** Take the next token for their argument where there are no braces: `\frac12`, `\mathbb R`. */
const takeArgument = new Set(["frac", "tfrac", "dfrac", "sqrt", "mathbb"]);

function findPartners(tokens: readonly string[]): ReadonlyMap<number, number> {
  const partner = new Map<number, number>();
  const braces: number[] = [];
  let dollar = -1;
  const brackets = new Map<string, number>();
  for (const [at, token] of tokens.entries()) {
    if (token === "{") braces.push(at);
    else if (token === "}") {
      const open = braces.pop();
      if (open !== undefined) partner.set(open, at);
    } else if (token.startsWith("$")) {
      if (dollar !== -1 && isMath(tokens, dollar, at)) {
        partner.set(dollar, at);
        dollar = -1;
      } else dollar = at;
    } else if (token === "\\(" || token === "\\[") brackets.set(token, at);
    else if (token === "\\)" || token === "\\]") {
      const open = brackets.get(token === "\\)" ? "\\(" : "\\[");
      if (open !== undefined) partner.set(open, at);
      brackets.clear();
    }
  }
  return partner;
}

/** `5$ and 10$` and `$5 or $10` are money: no space inside the dollars, no digit after them, unless there is a command between. */
function isMath(tokens: readonly string[], open: number, close: number): boolean {
  const inside = tokens.slice(open + 1, close);
  if (inside.length === 0 || tokens[open] !== tokens[close]) return false;
  if (inside.some((token) => /^\\[a-zA-Z]/.test(token))) return true;
  const spaced = /^\s/.test(inside[0] ?? "") || /^\s/.test(inside.at(-1) ?? "");
  return !spaced && !/^\d/.test(tokens[close + 1] ?? "");
}

function print(source: Source, from: number, to: number, math: boolean, depth: number): Printed {
  if (depth > deepest) return { text: source.tokens.slice(from, to).join(""), next: to };
  let text = "";
  let before = "";
  for (let at = from; at < to;) {
    const printed = printOne(source, at, to, math, depth, before);
    text += printed.text;
    before = printed.text.at(-1) ?? before;
    at = printed.next;
  }
  return { text, next: to };
}

function printOne(source: Source, at: number, to: number, math: boolean, depth: number, before: string): Printed {
  const { tokens, partner } = source;
  const token = tokens[at] ?? "";
  const next = at + 1;
  const close = partner.get(at);
  if (close !== undefined && close < to) {
    return { text: print(source, next, close, math || token !== "{", depth + 1).text, next: close + 1 };
  }
  if (token.startsWith("\\")) return printCommand(source, at, to, math, depth, before);
  if ((token === "^" || token === "_") && math) {
    const script = readArgument(source, next, to, true, depth);
    return { text: script === undefined ? token : printScript(token, script.text), next: script?.next ?? next };
  }
  if (token === "~")
    return { text: /[\p{L}\p{N}.,;:)]/u.test(before) && /\S/.test(tokens[next] ?? "") ? " " : "~", next };
  if (math) return { text: token === "'" ? "′" : token, next };
  return { text: ligatures[token] ?? token, next };
}

const ligatures: Readonly<Record<string, string>> = { "--": "–", "---": "—", "``": "“", "''": "”" };

function printCommand(source: Source, at: number, to: number, math: boolean, depth: number, before: string): Printed {
  const { tokens } = source;
  const token = tokens[at] ?? "";
  const name = token.slice(1).replace(/\*$/, "");
  const next = at + 1;
  const accent = findAccent(name);
  if (accent !== undefined) return printAccent(source, at, to, math, depth, accent);
  // A backslash between spaces, or at the end, is a backslash.
  if (/^\s?$/.test(name)) return { text: name === "" || /^\s?$/.test(before) ? token : " ", next };
  if (name === "\\") return { text: " ", next };
  if (name === "!" || name === "(" || name === ")" || name === "[" || name === "]")
    return { text: math || name === "!" ? "" : token, next };
  if (switches.has(name)) return { text: "", next: skipSpace(source, next, to) };

  // Before the argument is read, so that nothing is read twice.
  const symbol = name === "sqrt" ? undefined : findSymbol(`\\${name}`);
  if (symbol !== undefined) return { text: symbol, next: afterSymbol(source, next, to, symbol, math, before) };
  const argument =
    takeArgument.has(name) || tokens[skipSpace(source, next, to)] === "{"
      ? readArgument(source, next, to, math, depth)
      : undefined;
  switch (name) {
    case "frac":
    case "tfrac":
    case "dfrac": {
      const below = argument && readArgument(source, argument.next, to, math, depth);
      if (below) return { text: `${grouped(argument.text)}/${grouped(below.text)}`, next: below.next };
      break;
    }
    case "sqrt":
      if (argument) return { text: `√${grouped(argument.text)}`, next: argument.next };
      break;
    case "mathbb":
      if (argument) return { text: findSymbol(`\\mathbb{${argument.text}}`) ?? argument.text, next: argument.next };
      break;
    case "textsuperscript":
    case "textsubscript":
      if (argument)
        return { text: printScript(name === "textsubscript" ? "_" : "^", argument.text), next: argument.next };
      break;
    case "href": {
      const label = argument && readArgument(source, argument.next, to, math, depth);
      if (label) return { text: `${label.text} (${argument.text})`, next: label.next };
      break;
    }
  }
  if (argument !== undefined) return argument;
  return { text: math ? name : token, next };
}

/** TeX takes the space after a command for its end: `Stra\ss e`. In prose a sign is followed by a word: `\alpha is`. */
function afterSymbol(source: Source, next: number, to: number, symbol: string, math: boolean, before: string): number {
  const ends = math ? !/[\p{L}\s]/u.test(symbol) && !/\s/.test(before) : /^\p{Script=Latin}+$/u.test(symbol);
  return ends ? skipSpace(source, next, to) : next;
}

function printAccent(source: Source, at: number, to: number, math: boolean, depth: number, accent: string): Printed {
  const token = source.tokens[at] ?? "";
  const isWord = /^\\[a-zA-Z]/.test(token);
  const plain = { text: isWord ? token : token.slice(1), next: at + 1 };
  const follows = source.tokens[isWord ? skipSpace(source, at + 1, to) : at + 1] ?? "";
  // An accent on an accent has braces, `\'{\^a}`: a row of them must not be read again and again.
  const isBase = /^\S/.test(follows) && !(follows.startsWith("\\") && findAccent(follows.slice(1)) !== undefined);
  const base = isBase ? readArgument(source, at + 1, to, math, depth) : undefined;
  if (base === undefined) return { text: token, next: at + 1 };
  const braced = source.tokens[skipSpace(source, at + 1, to)] === "{";
  const [letter = "", ...rest] = Array.from(base.text.replace(/^ı/, "i").replace(/^ȷ/, "j"));
  const accented = (letter + accent).normalize("NFC");
  if (letter === "") return { text: plain.text, next: base.next };
  // `\overline{abc}` is no letter, and `don\'t` has no t with an accent.
  if (!/^\p{L}$/u.test(letter) || (isWord && rest.length > 0)) return braced ? base : plain;
  return math || braced || accented.length === 1 ? { text: accented + rest.join(""), next: base.next } : plain;
}

/** What is in the braces, or the one token that follows. */
function readArgument(source: Source, at: number, to: number, math: boolean, depth: number): Printed | undefined {
  const start = skipSpace(source, at, to);
  if (start >= to || depth > deepest || source.tokens[start] === "}" || source.tokens[start]?.startsWith("$"))
    return undefined;
  // Without braces nobody nests: `\hat\hat\hat…` must not be read again and again.
  return printOne(source, start, to, math, depth + (source.tokens[start] === "{" ? 1 : deepest / 3), "");
}

function skipSpace({ tokens }: Source, at: number, to: number): number {
  return at < to && /^\s/.test(tokens[at] ?? "") ? at + 1 : at;
}

/** Several terms in parentheses. */
function grouped(text: string): string {
  return /^[\p{L}\p{N}.]*$/u.test(text) ? text : `(${text})`;
}
