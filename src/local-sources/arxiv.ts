import type { KnownPaper } from "./known-paper.ts";
import { strangeParameter, type Question, type Reply } from "./reply.ts";
import { wordsOf } from "./search-titles.ts";
import { escapeXml } from "./escape-xml.ts";

const parameters = ["search_query", "id_list", "start", "max_results", "sortBy", "sortOrder"];
const idForm = /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/;

/** https://info.arxiv.org/help/api/user-manual.html: `id_list`, or a `search_query` of phrases in titles; entries in an order of its own. */
export function answerAsArxiv({ path, query }: Question, papers: readonly KnownPaper[]): Reply {
  if (path.join("/") !== "query") return { status: 404, type: "text/html; charset=utf-8", body: "<h1>Not Found</h1>" };
  const most = query.get("max_results") ?? "10";
  const strange = strangeParameter(query, parameters);
  if (strange !== undefined) return refuse(`unknown parameter ${strange}`);
  if (!/^\d{1,4}$/.test(most)) return refuse("max_results must be an integer");
  const ids = query.get("id_list")?.split(",");
  const phrases = parseSearch(query.get("search_query") ?? "");
  const wrong = ids?.find((id) => !idForm.test(id));
  if (wrong !== undefined) return refuse(`incorrect id format for ${wrong}`);
  if (phrases === undefined || (ids === undefined && phrases.length === 0)) return refuse("malformed query");
  const wanted = ids?.map((id) => id.replace(/v\d+$/, ""));
  const found = papers.filter(
    ({ arxiv, title }) =>
      arxiv !== undefined &&
      wanted?.includes(arxiv.id) !== false &&
      phrases.every((phrase) => ` ${wordsOf(title).join(" ")} `.includes(` ${phrase} `)),
  );
  return feed(found.toReversed().slice(0, Number(most)).map(printEntry));
}

/** `ti:"a phrase" AND ti:"another"` as words; undefined for all else. */
function parseSearch(text: string): readonly string[] | undefined {
  const terms = text === "" ? [] : text.split(" AND ").map((term) => /^ti:"([^"]+)"$/.exec(term)?.[1]);
  const phrases = terms.filter((term) => term !== undefined);
  return phrases.length === terms.length ? phrases.map((phrase) => wordsOf(phrase).join(" ")) : undefined;
}

function printEntry({ title, authors, abstract, arxiv }: KnownPaper): string {
  if (arxiv === undefined) return "";
  const { id, submitted, comment, journalReference, doi } = arxiv;
  const time = `${submitted}T17:00:00Z`;
  const tag = (name: string, text: string | undefined): string =>
    text === undefined ? "" : `\n    <${name}>${escapeXml(text)}</${name}>`;
  return `
  <entry>
    <id>http://arxiv.org/abs/${id}v1</id>${tag("title", title)}
    <updated>${time}</updated>
    <link href="https://arxiv.org/abs/${id}v1" rel="alternate" type="text/html"/>
    <summary>${escapeXml(abstract)}
    </summary>
    <published>${time}</published>${tag("arxiv:comment", comment)}${tag("arxiv:journal_ref", journalReference)}
    ${authors.map((name) => `<author><name>${escapeXml(name)}</name></author>`).join("\n    ")}${tag("arxiv:doi", doi)}
  </entry>`;
}

/** An error is an entry too: https://info.arxiv.org/help/api/user-manual.html#34-errors */
function refuse(message: string): Reply {
  const id = `http://arxiv.org/api/errors#${encodeURIComponent(message.replaceAll(" ", "_"))}`;
  const entry = `<entry><id>${id}</id><title>Error</title><summary>${escapeXml(message)}</summary></entry>`;
  return { ...feed([entry]), status: 400 };
}

function feed(entries: readonly string[]): Reply {
  const body = `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <title>arXiv Query</title>
  <opensearch:totalResults>${entries.length}</opensearch:totalResults>${entries.join("")}
</feed>
`;
  return { status: 200, type: "application/atom+xml; charset=utf-8", body };
}
