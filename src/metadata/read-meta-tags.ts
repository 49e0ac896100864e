import { Parser } from "htmlparser2";

/** The values of each meta tag by its name in lower case, in the page's order, entities decoded. */
export type MetaTags = ReadonlyMap<string, readonly string[]>;

const most = { names: 500, values: 1_000, characters: 20_000 } as const;
const step = 16_384;

/** The meta tags in the head of a page: those in its body may be anybody's. */
export function readMetaTags(html: string): MetaTags {
  const tags = new Map<string, string[]>();
  const place = { isPast: false };
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (tag === "body") place.isPast = true;
      if (place.isPast || tag !== "meta") return;
      const name = (attributes["name"] ?? attributes["property"] ?? "").trim().toLowerCase();
      const value = (attributes["content"] ?? "").trim().slice(0, most.characters);
      const values = tags.get(name) ?? [];
      if (name === "" || value === "" || values.length >= most.values) return;
      if (values.length > 0) values.push(value);
      else if (tags.size < most.names) tags.set(name, [value]);
    },
    onclosetag(tag) {
      if (tag === "head") place.isPast = true;
    },
  });
  for (let at = 0; at < html.length && !place.isPast; at += step) parser.write(html.slice(at, at + step));
  return tags;
}
