const months = "January February March April May June July August September October November December".split(" ");

/**
 * A date of the list, `2025`, `2025-06` or `2025-06-26`, in the form asked for: `%Y %y %m %-m %B %b %d %-d %e %F %%`.
 * Parts that the date does not have leave nothing behind. No clock, time zone or locale takes part.
 * Undefined when the text is not such a date.
 */
export function formatDate(text: string, format: string): string | undefined {
  const parts = /^(?<year>\d{4})(?:-(?<month>0[1-9]|1[0-2])(?:-(?<day>[0-2]\d|3[01]))?)?(?:T.*)?$/.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { year = "", month, day } = parts;
  const name = month === undefined ? "" : (months[Number(month) - 1] ?? "");
  const values: Readonly<Record<string, string>> = {
    Y: year,
    y: year.slice(2),
    m: month ?? "",
    "-m": month === undefined ? "" : String(Number(month)),
    B: name,
    b: name.slice(0, 3),
    d: day ?? "",
    "-d": day === undefined ? "" : String(Number(day)),
    e: day === undefined ? "" : String(Number(day)).padStart(2),
    F: text.slice(0, 10),
    "%": "%",
  };
  return format
    .replaceAll(/%(-?[A-Za-z%])/g, (directive, key: string) => values[key] ?? directive)
    .replaceAll(/\s+/g, " ")
    .replaceAll(/^[\s,./-]+|[\s,./-]+$/g, "");
}
