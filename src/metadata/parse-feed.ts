import { XMLParser } from "fast-xml-parser";

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  htmlEntities: false,
  maxNestedTags: 20,
  isArray: (name) => name === "entry" || name === "author",
});

/**
 * The `feed` of an Atom document, of which nothing else is known yet: read it with `json-answer.ts`; `entry` and `author` are lists, names are
 * without their prefix, attributes are left out. Undefined for what is no whole Atom feed, and for whatever declares a document type:
 * there are no entities but the five of XML.
 */
export function parseFeed(xml: string): unknown {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return undefined;
  try {
    const document: unknown = parser.parse(xml, true);
    return typeof document === "object" && document !== null && "feed" in document ? document.feed : undefined;
  } catch {
    return undefined;
  }
}
