import { printParseErrorCode, visit, type ParseErrorCode, type ParseOptions } from "jsonc-parser";
import { endOfString } from "./end-of-string.ts";
import { printJsonPath } from "./json-path.ts";
import type { Problem, Result } from "./problem.ts";
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

/** By the name that jsonc-parser gives its codes. */
const expected: Readonly<Record<string, string>> = {
  InvalidSymbol: "a value is expected: text in quotes, a number, true, false, null, [ or {",
  InvalidNumberFormat: "a number is expected",
  PropertyNameExpected: "a key in double quotes is expected; there may be a comma too many before it",
  ValueExpected: "a value is expected; there may be a comma too many before it",
  ColonExpected: "a colon is expected after the key",
  CommaExpected: "a comma is expected",
  CloseBraceExpected: "a } is expected; the object is not closed",
  CloseBracketExpected: "a ] is expected; the list is not closed",
  EndOfFileExpected: "the end of the file is expected",
  InvalidCommentToken: "a value is expected; JSON has no comments",
  UnexpectedEndOfComment: "a value is expected; JSON has no comments",
  UnexpectedEndOfString: "a double quote is expected; the text is not closed on its line",
  UnexpectedEndOfNumber: "a digit is expected",
  InvalidUnicode: "four digits are expected after \\u",
  InvalidEscapeCharacter: 'one of " \\ / b f n r t u is expected after \\',
  InvalidCharacter: "text without control characters is expected; write a line break as \\n",
};

function syntaxProblem(
  text: string,
  code: ParseErrorCode,
  offset: number,
  length: number,
  position: { readonly line: number; readonly column: number },
): Problem {
  const found = text.slice(offset, offset + Math.min(Math.max(length, 1), 40));
  const isConflict = /^(?:<{7}|={7}|>{7})/m.test(text.slice(offset, offset + 8));
  const what = isConflict
    ? "a merge conflict stands in it; choose one of its two sides and delete the lines with <<<<<<<, ======= and >>>>>>>"
    : `${expected[printParseErrorCode(code)] ?? "something else is expected"}, not ${found === "" ? "the end of the file" : quote(found)}`;
  const message = `The file is not JSON at line ${position.line}, column ${position.column}: ${what}.`;
  return {
    code: "not-json",
    severity: "error",
    field: "list",
    message,
    position,
    ...(found === "" ? {} : { given: found }),
  };
}

function fail(code: Problem["code"], message: string, facts: Partial<Problem>): Result<never> {
  return { ok: false, problems: [{ code, severity: "error", field: "list", message, ...facts }] };
}
