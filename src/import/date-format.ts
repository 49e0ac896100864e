const months = "January February March April May June July August September October November December".split(" ");

/**
 * The formats (`%Y.%m`, as the templates' `date` filter has them) in which this ISO date is written so; none where it is
 * written in a way that no format makes.
 */
export function dateFormats(written: string, date: string): readonly string[] {
  const [year = "", month, day] = date.split("-");
  const name = month === undefined ? undefined : months[Number(month) - 1];
  const parts: readonly (readonly [string, string])[] = [
    [year, "%Y"],
    ...(name === undefined
      ? []
      : ([
          [name, "%B"],
          [name.slice(0, 3), "%b"],
        ] as const)),
    ...(month === undefined ? [] : numbered(month, "m")),
    ...(day === undefined ? [] : numbered(day, "d")),
  ];
  const formats: string[] = [];
  search(written, "", new Set());
  return formats;

  function search(rest: string, format: string, used: ReadonlySet<string>): void {
    const next = /^(?:[^\p{L}\p{N}%"\\]|[年月日号])*/u.exec(rest)?.[0] ?? "";
    const left = rest.slice(next.length);
    if (left === "") {
      const isWhole =
        /^[年月日号]?$/u.test(next) &&
        used.has("Y") &&
        (month === undefined || used.has("m")) &&
        (day === undefined || used.has("d"));
      if (isWhole) formats.push(format + next);
      return;
    }
    for (const [text, directive] of parts) {
      const part = directive === "%B" || directive === "%b" ? "m" : (directive.at(-1) ?? "");
      const after = left.slice(text.length);
      // A day is not the beginning of a year.
      const isCut = /\p{N}$/u.test(text) ? /^\p{N}/u.test(after) : /^\p{L}/u.test(after);
      if (!used.has(part) && left.startsWith(text) && !isCut)
        search(after, `${format}${next}${directive}`, new Set([...used, part]));
    }
  }
}

function numbered(value: string, letter: string): readonly (readonly [string, string])[] {
  const short = String(Number(value));
  return short === value
    ? [
        [value, `%-${letter}`],
        [value, `%${letter}`],
      ]
    : [
        [value, `%${letter}`],
        [short, `%-${letter}`],
      ];
}
