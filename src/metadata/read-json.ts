import type { SourceName } from "../list/paper-record.ts";
import { failed, type Failed } from "./failed.ts";
import type { Http, HttpRequest } from "./http.ts";

/** `accept` where JSON has a name of its own there. */
export interface JsonRequest extends Pick<HttpRequest, "path" | "query">, Partial<Pick<HttpRequest, "accept">> {}

export type JsonAnswer = { readonly kind: "json"; readonly value: unknown } | { readonly kind: "not-found" } | Failed;

/** The answer to a GET as JSON, of which nothing is known yet but that it is some: read it with `json-answer.ts`. */
export async function readJson(http: Http, source: SourceName, request: JsonRequest): Promise<JsonAnswer> {
  const answer = await http.get({ accept: ["application/json"], ...request });
  if (answer.kind !== "body") return answer;
  try {
    return { kind: "json", value: JSON.parse(answer.text) };
  } catch {
    return failed(source, "nonsense", "its answer is no JSON");
  }
}
