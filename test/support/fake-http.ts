import { readFileSync } from "node:fs";
import type { Http, HttpAnswer, HttpRequest } from "../../src/metadata/http.ts";

export interface FakeHttp extends Http {
  /** What was asked, in order. */
  readonly requests: readonly HttpRequest[];
}

/** Answers every request with this text, or with what is no text as it is. */
export function fakeHttp(answer: string | HttpAnswer): FakeHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    get: (request) => {
      requests.push(request);
      return Promise.resolve(
        typeof answer === "string" ? { kind: "body", text: answer, url: "https://service.example/" } : answer,
      );
    },
  };
}

/** A recorded answer, `crossref/search.json`. */
export function readAnswer(path: string): string {
  return readFileSync(new URL(`../fixtures/metadata/${path}`, import.meta.url), "utf8");
}
