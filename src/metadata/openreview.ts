import { canonicalIdentifier } from "../list/identifiers.ts";
import type { PaperQuery } from "../list/paper-query.ts";
import { failed, type Failed } from "./failed.ts";
import type { Http } from "./http.ts";
import { isObjectAt, listAt, textAt, valueAt } from "./json-answer.ts";
import { recordOfNote } from "./openreview-note.ts";
import { readJson } from "./read-json.ts";
import type { Source, SourceAnswer } from "./source.ts";
import { untilOutage } from "./until-outage.ts";

/**
 * OpenReview: API 2 (https://docs.openreview.net/reference/api-v2/openapi-definition, `GET /notes`), and for what it does not know,
 * venues before 2023, API 1 where `v1` leads to it (https://api.openreview.net). A review's id is answered with its paper.
 * A note that is not public is `not-found` where the service leaves it out of a batch; 403 is `failed`: it is also what OpenReview
 * answers to whoever it takes for a robot.
 */
export function createOpenreviewSource(options: { readonly v1?: Http } = {}): Source {
  return {
    name: "openreview",
    batch: 50,
    knows: (query) => idOf(query) !== undefined,
    async ask(queries, http) {
      const ids = queries.map((query) => idOf(query) ?? "");
      const papers = await findPapers(ids, (some) => readNotes(http, { ids: some.join(",") }));
      const v1 = options.v1 && untilOutage(options.v1);
      const answers: SourceAnswer[] = [];
      for (const id of ids) {
        const answer = papers(id);
        answers.push(answer.kind === "not-found" && v1 ? await askFirstApi(id, v1) : answer);
      }
      return answers;
    },
  };
}

function idOf(query: PaperQuery): string | undefined {
  return query.kind === "identifier" && query.identifier.kind === "openreview" ? query.identifier.value : undefined;
}

/** One at a time, as OpenReview's own site asks it: https://github.com/openreview/openreview-web/blob/master/lib/api-client.js. */
async function askFirstApi(id: string, http: Http): Promise<SourceAnswer> {
  const papers = await findPapers([id], ([one = ""]) => readNotes(http, { id: one }));
  return papers(id);
}

type NotesAnswer = { readonly kind: "notes"; readonly byId: ReadonlyMap<string, unknown> } | Failed;

/** The papers in whose forums these notes are: at most one more request, for the forums of reviews and comments. */
async function findPapers(
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<NotesAnswer>,
): Promise<(id: string) => SourceAnswer> {
  const asked = await read([...new Set(ids)]);
  if (asked.kind === "failed") return () => asked;
  const others = new Set(ids.flatMap((id) => forumOf(asked.byId.get(id)) ?? []).filter((id) => !asked.byId.has(id)));
  const more: NotesAnswer = others.size === 0 ? asked : await read([...others]);
  const byId = more.kind === "failed" ? asked.byId : new Map([...asked.byId, ...more.byId]);

  return (id) => {
    const forum = forumOf(byId.get(id));
    if (forum === undefined) return { kind: "not-found" };
    const note = byId.get(forum);
    if (note === undefined && more.kind === "failed") return more;
    const record = forumOf(note) === forum ? recordOfNote(note, forum) : undefined;
    return record === undefined ? { kind: "not-found" } : { kind: "found", record };
  };
}

/** A note whose forum is itself is a submission, any other is about one. */
function forumOf(note: unknown): string | undefined {
  const forum = textAt(note, "forum");
  return forum === undefined ? undefined : canonicalIdentifier("openreview", forum)?.value;
}

async function readNotes(http: Http, query: Readonly<Record<string, string>>): Promise<NotesAnswer> {
  const answer = await readJson(http, "openreview", { path: "/notes", query });
  switch (answer.kind) {
    case "failed":
      return answer;
    case "not-found":
      return { kind: "notes", byId: new Map() };
    case "json": {
      if (!Array.isArray(valueAt(answer.value, "notes")))
        return failed("openreview", "nonsense", "its answer has no list of notes");
      const byId = new Map<string, unknown>();
      for (const note of listAt(answer.value, "notes")) {
        const id = textAt(note, "id");
        if (id !== undefined && isObjectAt(note, "content")) byId.set(id, note);
      }
      return { kind: "notes", byId };
    }
  }
}
