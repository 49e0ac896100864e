import type { JsonObject } from "./json.ts";

/** An answer that is not a success, thrown from anywhere in a route and sent as it stands. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: JsonObject, headers: Readonly<Record<string, string>> = {}) {
    super(`${status} ${JSON.stringify(body)}`);
    this.name = "Refusal";
    this.status = status;
    this.body = { ...body, documentation_url: "https://docs.github.com/rest", status: String(status) };
    this.headers = headers;
  }
}

export function refuse(status: number, message: string): Refusal {
  return new Refusal(status, { message });
}

export function notFound(): Refusal {
  return refuse(404, "Not Found");
}

/** GitHub's 422 with its list of what is wrong. */
export function invalid(errors: readonly JsonObject[]): Refusal {
  return new Refusal(422, { message: "Validation Failed", errors });
}
