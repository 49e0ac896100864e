import { identifierUrl, type Identifier } from "./identifiers.ts";

/** How a paper is asked for: by an identifier, by the address of its page, or by its title. */
export type PaperQuery =
  | { readonly kind: "identifier"; readonly identifier: Identifier }
  /** A paper's page that shows no identifier; as `findPaperPageUrl` prints it. */
  | { readonly kind: "page"; readonly url: string }
  | { readonly kind: "title"; readonly title: string; readonly author?: string; readonly year?: string };

/** One key for one question: equal questions have equal keys. */
export function queryKey(query: PaperQuery): string {
  switch (query.kind) {
    case "identifier":
      return `${query.identifier.kind}:${query.identifier.value}`;
    case "page":
      return `page:${query.url}`;
    case "title":
      return `title:${JSON.stringify([query.title, query.author ?? "", query.year ?? ""])}`;
  }
}

/** As a person would have given it: an address, or the title. */
export function printQuery(query: PaperQuery): string {
  switch (query.kind) {
    case "identifier":
      return identifierUrl(query.identifier);
    case "page":
      return query.url;
    case "title":
      return query.title;
  }
}
