/** What a service is asked: the path below its base URL, decoded part by part, and the parameters. */
export interface Question {
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export function json(value: unknown, status = 200, type = "application/json; charset=utf-8"): Reply {
  return { status, type, body: JSON.stringify(value) };
}

/** The first parameter that is not one of these: a mistake in ours, which the services answer with 400 or pass over in silence. */
export function strangeParameter(query: URLSearchParams, known: readonly string[]): string | undefined {
  return [...query.keys()].find((name) => !known.includes(name));
}

/** Those of the fields of `select` or `fields` that there are none of. */
export function strangeFields(fields: string | null, known: string): readonly string[] {
  return (fields ?? "").split(",").filter((field) => field !== "" && !known.split(" ").includes(field));
}
