/** GitHub writes this where a field of a form was left empty. */
export const noResponse = "_No response_";

/** A field of a form, as its heading in the text shows it. */
export interface HeadedField<Name extends string> {
  readonly name: Name;
  readonly label: string;
}

/**
 * What stands under the headings `### Label` of a form, by field name; a field that is not answered is absent. Headings
 * count in the form's own order, and only the first of each. Undefined with fewer than two of them: a text that happens
 * to hold one "### Title" is no form.
 */
export function readHeadedAnswers<Name extends string>(
  lines: readonly string[],
  fields: readonly HeadedField<Name>[],
): ReadonlyMap<Name, string> | undefined {
  const places = lines.flatMap((text, line) => {
    const field = fields.findIndex(({ label }) => text.trimEnd() === `### ${label}`);
    return field === -1 ? [] : [{ field, line }];
  });
  const headings = headingsInOrder(places, fields.length);
  if (headings.length < 2) return undefined;
  const answers = new Map<Name, string>();
  for (const [at, { field, line }] of headings.entries()) {
    const name = fields[field]?.name;
    const answer = lines
      .slice(line + 1, headings[at + 1]?.line ?? lines.length)
      .join("\n")
      .trim();
    if (name !== undefined && answer !== "" && answer !== noResponse) answers.set(name, answer);
  }
  return answers;
}

interface Heading {
  readonly field: number;
  readonly line: number;
}

/**
 * The longest run of headings that stand in the form's own order; of equally long ones, the first.
 * So a heading in an answer, whether it repeats one or runs ahead, cannot push out the form's own.
 */
function headingsInOrder(headings: readonly Heading[], fields: number): readonly Heading[] {
  interface Run {
    readonly length: number;
    readonly last: Heading;
    readonly before: Run | undefined;
  }
  // By field: the longest run that ends with it. Only as many as the form has fields, so this is linear in the text.
  const runs: (Run | undefined)[] = Array.from({ length: fields });
  let best: Run | undefined;
  for (const heading of headings) {
    const before = runs.slice(0, heading.field).reduce(longer, undefined);
    const run: Run = { length: (before?.length ?? 0) + 1, last: heading, before };
    runs[heading.field] = longer(runs[heading.field], run);
    best = longer(best, run);
  }
  const ordered: Heading[] = [];
  for (let run = best; run !== undefined; run = run.before) ordered.unshift(run.last);
  return ordered;

  function longer(one: Run | undefined, other: Run | undefined): Run | undefined {
    return (other?.length ?? 0) > (one?.length ?? 0) ? other : one;
  }
}
