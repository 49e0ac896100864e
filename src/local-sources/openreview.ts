import type { KnownPaper } from "./known-paper.ts";
import { json, strangeParameter, type Question, type Reply } from "./reply.ts";

/** `GET /notes` of https://docs.openreview.net/reference/api-v2/openapi-definition: submissions by `id`, or those that there are of `ids`. */
export function answerAsOpenreview({ path, query }: Question, papers: readonly KnownPaper[]): Reply {
  if (path.join("/") !== "notes") return refuse("NotFoundError", 404, `The path /${path.join("/")} was not found`);
  const strange = strangeParameter(query, ["id", "ids", "details", "limit", "offset"]);
  if (strange !== undefined) {
    return refuse("AdditionalPropertiesError", 400, `The property ${strange} must NOT be present`);
  }
  const ids = (query.get("ids") ?? query.get("id") ?? "").split(",").filter((id) => id !== "");
  if (ids.length === 0) return refuse("BadRequestError", 400, "The query is too broad");
  const notes = papers.filter(({ openreview }) => ids.includes(openreview?.forum ?? "")).map(printNote);
  if (query.has("id") && notes.length === 0) return refuse("NotFoundError", 404, `The Note ${ids[0]} was not found`);
  return json({ notes, count: notes.length });
}

function refuse(name: string, status: number, message: string): Reply {
  return json({ name, status, message }, status);
}

/** https://docs.openreview.net/reference/api-v2/entities/note/fields */
function printNote({ title, authors, abstract, openreview, publication }: KnownPaper) {
  const { forum = "", created = "", venue = "", venueid = "" } = openreview ?? {};
  return {
    id: forum,
    forum,
    cdate: Date.parse(created),
    tcdate: Date.parse(created),
    ...(publication && { pdate: Date.parse(publication.date) }),
    domain: venueid,
    invitations: [`${venueid}/-/Submission`],
    readers: ["everyone"],
    content: {
      title: { value: title },
      authors: { value: authors },
      abstract: { value: abstract },
      venue: { value: venue },
      venueid: { value: venueid },
      pdf: { value: `/pdf/${forum}.pdf` },
    },
    version: 2,
  };
}
