/**
 * A value as it stands in SQL, or undefined where it is none of null, a number, a boolean, a text, a time and a list of these.
 * Its type is that of the parameter it stands for. `standard_conforming_strings` is on, as by default, so a backslash is
 * one. https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS,
 * https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export function printLiteral(value: unknown): string | undefined {
  if (value === null || value === undefined) return "NULL";
  const text = Array.isArray(value) ? printList(value) : printText(value);
  return text === undefined ? undefined : `'${text.replaceAll("'", "''")}'`;
}

function printList(values: readonly unknown[]): string | undefined {
  const elements = values.map((value) => {
    if (value === null || value === undefined) return "NULL";
    const text = printText(value);
    return text === undefined ? undefined : `"${text.replaceAll(/["\\]/g, (special) => `\\${special}`)}"`;
  });
  return elements.includes(undefined) ? undefined : `{${elements.join(",")}}`;
}

function printText(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}
