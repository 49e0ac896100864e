import type { SourceFailure, SourceName } from "../list/paper-record.ts";
import type { Http, HttpRequest } from "./http.ts";

/** `accept` where JSON has a name of its own there. */
export interface JsonRequest extends Pick<HttpRequest, "path" | "query">, Partial<Pick<HttpRequest, "accept">> {}

export type JsonAnswer =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "not-found" }
  | { readonly kind: "failed"; readonly failure: SourceFailure };

/** The answer to a GET as JSON, of which nothing is known yet but that it is some: read it with `json-answer.ts`. */
export async function readJson(http: Http, source: SourceName, request: JsonRequest): Promise<JsonAnswer> {
  const answer = await http.get({ accept: ["application/json"], ...request });
  if (answer.kind !== "body") return answer;
  try {
    return { kind: "json", value: JSON.parse(answer.text) };
  } catch {
    return nonsense(source, "its answer is no JSON");
  }
}

/** The failure of an answer that is not what the service promises. */
export function nonsense(
  source: SourceName,
  detail: string,
): { readonly kind: "failed"; readonly failure: SourceFailure } {
  return { kind: "failed", failure: { source, why: "nonsense", detail } };
}
