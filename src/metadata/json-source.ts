import type { PaperQuery } from "../list/paper-query.ts";
import type { PaperRecord, SourceName } from "../list/paper-record.ts";
import { failed } from "./failed.ts";
import type { Http } from "./http.ts";
import { listAt } from "./json-answer.ts";
import { readJson, type JsonRequest } from "./read-json.ts";
import type { Source, SourceAnswer } from "./source.ts";

export type { JsonRequest };

/** What differs between services that answer in JSON, one question a request. */
export interface JsonService {
  readonly name: SourceName;
  /** Undefined for what the service cannot be asked. */
  requestFor(query: PaperQuery): JsonRequest | undefined;
  /** The one work of an answer; undefined where it holds none, though the service says it found it. */
  workOf(answer: unknown): unknown;
  /** The works of a search's answer; not a list where it holds none. */
  worksOf(answer: unknown): unknown;
  /** Undefined for what is no paper, or says nothing of use. */
  readWork(work: unknown): PaperRecord | undefined;
}

export function createJsonSource(service: JsonService): Source {
  return {
    name: service.name,
    batch: 1,
    knows: (query) => service.requestFor(query) !== undefined,
    ask: (queries, http) => Promise.all(queries.map((query) => ask(service, query, http))),
  };
}

async function ask(service: JsonService, query: PaperQuery, http: Http): Promise<SourceAnswer> {
  const request = service.requestFor(query);
  if (request === undefined) return { kind: "not-found" };
  const answer = await readJson(http, service.name, request);
  if (answer.kind !== "json") return answer;
  if (query.kind !== "title") {
    const work = service.workOf(answer.value);
    if (work === undefined) return failed(service.name, "nonsense", "its answer holds no paper");
    const record = service.readWork(work);
    return record === undefined ? { kind: "not-found" } : { kind: "found", record };
  }
  const works = service.worksOf(answer.value);
  if (!Array.isArray(works)) return failed(service.name, "nonsense", "its answer holds no list of papers");
  const records = listAt(works)
    .map((work) => service.readWork(work))
    .filter((record) => record !== undefined);
  return records.length === 0 ? { kind: "not-found" } : { kind: "candidates", records };
}
