import { printParseErrorCode, visit, type ParseErrorCode, type ParseOptions } from "jsonc-parser";
import { endOfString } from "./end-of-string.ts";
import { printJsonPath } from "./json-path.ts";
import type { Position, Problem, Result } from "./problem.ts";
import { quote } from "./quote.ts";

/** Deeper than any list, and shallow enough for every recursion over the value. */
const deepest = 64;

/** JSON as it is: jsonc-parser would allow comments. */
const strict: ParseOptions = { disallowComments: true, allowTrailingComma: false };

/**
 * Reads JSON that a person wrote: a byte order mark and any line ends are fine; a syntax error is told with its place,
 * repeated keys, which `JSON.parse` silently drops, with both.
 */
export function parseJson(written: string): Result<unknown> {
  const text = written.startsWith("\uFEFF") ? written.slice(1) : written;
  if (text.trim() === "")
    return fail("empty-file", "The file is empty.", { example: '{ "title": "…", "taxonomy": [], "papers": [] }' });
  const { depth, keys } = scan(text);
  if (depth > deepest) return fail("too-deep", `The file is nested deeper than ${deepest} levels.`, {});
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problems: [findSyntaxError(text)] };
  }
  // As many keys in the value as in the text: none was dropped. Looking for them is four times as dear.
  const repeated = countKeys(value) === keys ? [] : findRepeatedKeys(text);
  return repeated.length > 0 ? { ok: false, problems: repeated } : { ok: true, value };
}

/** Deepest nesting, and the colons outside strings: one for each key of valid JSON. Right up to the first syntax error. */
function scan(text: string): { readonly depth: number; readonly keys: number } {
  let depth = 0;
  let level = 0;
  let keys = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x3a: // :
        keys += 1;
        break;
      case 0x5b: // [
      case 0x7b: // {
        level += 1;
        if (level > depth) depth = level;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        level -= 1;
        break;
    }
  }
  return { depth, keys };
}

function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countKeys(item);
    return count;
  }
  for (const item of Object.values(value)) count += 1 + countKeys(item);
  return count;
}

function findRepeatedKeys(text: string): readonly Problem[] {
  const problems: Problem[] = [];
  const open: Map<string, number>[] = [];
  visit(
    text,
    {
      onObjectBegin: () => {
        open.push(new Map());
      },
      onObjectEnd: () => {
        open.pop();
      },
      onObjectProperty: (name, _offset, _length, line, character, path) => {
        const seen = open.at(-1);
        const first = seen?.get(name);
        if (seen === undefined || first === undefined) {
          seen?.set(name, line + 1);
          return;
        }
        const whole = [...path(), name];
        problems.push({
          code: "duplicate-key",
          severity: "error",
          field: printJsonPath(whole),
          message: `The key ${quote(name)} stands twice in one object: on line ${first} and on line ${line + 1}. Keep one of them.`,
          path: whole,
          given: name.slice(0, 500),
          position: { line: line + 1, column: character + 1 },
        });
      },
    },
    strict,
  );
  return problems;
}

/** What stands first in the way of reading the text, thrown out of the visit: what follows an error is guesswork. */
class SyntaxStop {
  readonly problem: Problem;
  constructor(problem: Problem) {
    this.problem = problem;
  }
}

function findSyntaxError(text: string): Problem {
  try {
    visit(
      text,
      {
        onError: (code, offset, length, line, character) => {
          throw new SyntaxStop(syntaxProblem(text, code, offset, length, { line: line + 1, column: character + 1 }));
        },
      },
      strict,
    );
  } catch (error) {
    if (error instanceof SyntaxStop) return error.problem;
    throw error;
  }
  return { code: "not-json", severity: "error", field: "list", message: "The file is not JSON." };
}

/** What is wrong, by the name that jsonc-parser gives its codes; what stands there instead is said after those that expect. */
const expected: Readonly<Record<string, string>> = {
  InvalidSymbol: "a value is expected (text in double quotes, a number, true, false, null, [ or {)",
  InvalidNumberFormat: "a number is expected",
  PropertyNameExpected: "a key in double quotes is expected",
  ValueExpected: "a value is expected",
  ColonExpected: "a colon is expected after the key",
  CloseBraceExpected: "the object is not closed: a } is expected",
  CloseBracketExpected: "the list is not closed: a ] is expected",
  EndOfFileExpected: "the end of the file is expected",
  UnexpectedEndOfNumber: "a digit is expected",
};

const wrong: Readonly<Record<string, string>> = {
  InvalidCommentToken: "JSON has no comments; remove it",
  UnexpectedEndOfComment: "JSON has no comments; remove it",
  UnexpectedEndOfString: "the text is not closed on its line; put a double quote at its end",
  InvalidUnicode: "four digits must follow \\u in a text",
  InvalidEscapeCharacter: 'in a text only " \\ / b f n r t or u may follow \\; a \\ itself is written \\\\',
  InvalidCharacter: "a text has no line breaks, tabs or other control characters; write \\n or \\t",
};

const conflict =
  "a merge conflict stands in it; choose one of its two sides and delete the lines with <<<<<<<, ======= and >>>>>>>";

function syntaxProblem(
  text: string,
  code: ParseErrorCode,
  offset: number,
  length: number,
  position: Position,
): Problem {
  const name = printParseErrorCode(code);
  const found = text.slice(offset, offset + Math.min(Math.max(length, 1), 40));
  const isConflict = /^(?:<{7}|={7}|>{7})/m.test(text.slice(offset, offset + 8));
  if (isConflict) return notJson(conflict, position, found);
  const before = text.slice(0, offset).trimEnd();
  const isClosing = found === "}" || found === "]";
  if (isClosing && before.endsWith(",") && (name === "PropertyNameExpected" || name === "ValueExpected")) {
    const what = `remove the comma after ${shown(lastToken(before.slice(0, -1).trimEnd()))}, since nothing follows it`;
    return notJson(what, positionAt(text, before.length - 1), ",");
  }
  if (name === "CommaExpected") {
    const there = found === "" ? "" : ` before ${shown(found)}`;
    return notJson(
      `a comma is missing after ${shown(lastToken(before))}${there}`,
      positionAt(text, before.length),
      found,
    );
  }
  const there = found === "" ? "the file ends" : `${shown(found)} stands there`;
  const what = wrong[name] ?? `${expected[name] ?? "something else is expected"}, but ${there}`;
  return notJson(what, position, found);
}

function notJson(what: string, position: Position, found: string): Problem {
  return {
    code: "not-json",
    severity: "error",
    field: "list",
    message: `The file is not JSON at line ${position.line}, column ${position.column}: ${what}.`,
    position,
    ...(found === "" ? {} : { given: found }),
  };
}

/** What the text ends with: a whole text in quotes where it is short, else a word or a sign. */
function lastToken(text: string): string {
  const line = text.slice(Math.max(text.lastIndexOf("\n") + 1, text.length - 200));
  return /(?:"(?:[^"\\]|\\.)*"|[\w.+-]+|\S)$/.exec(line)?.[0] ?? "";
}

/** In quotes, unless it has its own. */
function shown(token: string): string {
  if (!token.startsWith('"')) return quote(token);
  const inner = token.slice(1, token.length > 1 && token.endsWith('"') ? -1 : undefined);
  return quote(inner.length > 40 ? `${inner.slice(0, 40)}…` : inner);
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

function fail(code: Problem["code"], message: string, facts: Partial<Problem>): Result<never> {
  return { ok: false, problems: [{ code, severity: "error", field: "list", message, ...facts }] };
}
