import { arxivDoi, splitName, type KnownPaper } from "./known-paper.ts";
import { json, strangeParameter, type Question, type Reply } from "./reply.ts";

/** https://support.datacite.org/docs/api-get-doi: the DOIs that arXiv registers. */
export function answerAsDatacite({ path, query }: Question, papers: readonly KnownPaper[]): Reply {
  const [route, doi, ...rest] = path;
  if (route !== "dois" || doi === undefined || rest.length > 0) return notFound;
  const strange = strangeParameter(query, ["affiliation", "publisher"]);
  if (strange !== undefined) return json({ errors: [{ status: "400", title: `Unknown parameter ${strange}.` }] }, 400);
  const paper = papers.find(
    ({ arxiv }) => arxiv !== undefined && arxivDoi(arxiv.id).toLowerCase() === doi.toLowerCase(),
  );
  const attributes = paper && attributesOf(paper);
  const type = "application/vnd.api+json; charset=utf-8";
  return attributes ? json({ data: { id: attributes.doi, type: "dois", attributes } }, 200, type) : notFound;
}

const notFound = json({ errors: [{ status: "404", title: "The resource you are looking for doesn't exist." }] }, 404);

/** https://datacite-metadata-schema.readthedocs.io/en/4.6/ */
function attributesOf({ title, authors, abstract, arxiv }: KnownPaper) {
  if (arxiv === undefined) return undefined;
  const { id, submitted, comment, doi } = arxiv;
  return {
    doi: arxivDoi(id).toLowerCase(),
    creators: authors.map((name) => {
      const { given, family } = splitName(name);
      return { name: `${family}, ${given}`, nameType: "Personal", givenName: given, familyName: family };
    }),
    titles: [{ title }],
    publisher: "arXiv",
    container: {},
    publicationYear: Number(submitted.slice(0, 4)),
    dates: [
      { date: `${submitted}T17:00:00Z`, dateType: "Submitted", dateInformation: "v1" },
      { date: submitted.slice(0, 7), dateType: "Available", dateInformation: "v1" },
      { date: submitted.slice(0, 4), dateType: "Issued" },
    ],
    types: { resourceType: "Article", resourceTypeGeneral: "Preprint" },
    relatedIdentifiers:
      doi === undefined ? [] : [{ relationType: "IsVersionOf", relatedIdentifier: doi, relatedIdentifierType: "DOI" }],
    descriptions: [
      { description: abstract, descriptionType: "Abstract" },
      ...(comment === undefined ? [] : [{ description: comment, descriptionType: "Other" }]),
    ],
    url: `https://arxiv.org/abs/${id}`,
    state: "findable",
  };
}
