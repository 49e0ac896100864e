import type { Image, Nodes } from "mdast";
import { parseIdentifier } from "../list/identifiers.ts";
import { badgeTexts } from "./badge-text.ts";
import type { FieldSpan, LinkSpan } from "./entry-reading.ts";
import { spanOf } from "./source.ts";
import { walk } from "./walk.ts";
import { whenAndWhere } from "./when-and-where.ts";

/**
 * What pictures say: a badge by itself is a tag, or where and when the paper came out, or repeats what a link of the entry
 * says (its repository's stars, its arXiv id); another picture is the paper's own.
 */
export function readPictures(nodes: readonly Nodes[], links: readonly LinkSpan[], text: string): readonly FieldSpan[] {
  const fields: FieldSpan[] = [];
  walk(nodes, (node, parent) => {
    if (node.type === "image") fields.push(...pictureFields(node, parent?.type === "link", links, text));
  });
  return fields;
}

function pictureFields(
  image: Image,
  isLinked: boolean,
  links: readonly LinkSpan[],
  text: string,
): readonly FieldSpan[] {
  const span = spanOf(image);
  const written = text.slice(span.start, span.end);
  const known = knownIn(written, links).flatMap(({ field, value }): readonly FieldSpan[] => {
    const at = written.toLowerCase().lastIndexOf(value.toLowerCase());
    return at === -1 ? [] : [{ field, span: { start: span.start + at, end: span.start + at + value.length }, value }];
  });
  if (isLinked || known.length > 0) return known.slice(0, 1);
  const texts = badgeTexts(span, text);
  const when = texts.map((one) => whenAndWhere(one.span, text));
  const [tag] = texts;
  if (tag !== undefined) return when[0] === undefined ? [{ field: "tag", ...tag }] : when.flatMap((one) => one ?? []);
  const address = written.lastIndexOf(image.url);
  if (!/^https?:\/\//i.test(image.url) || address === -1 || /shields\.io|badge|\.svg\b/i.test(image.url)) return [];
  return [
    {
      field: "image",
      span: { start: span.start + address, end: span.start + address + image.url.length },
      value: image.url,
    },
  ];
}

function knownIn(
  written: string,
  links: readonly LinkSpan[],
): readonly { readonly field: "arxiv" | "repository"; readonly value: string }[] {
  return links.flatMap(({ value }): readonly { readonly field: "arxiv" | "repository"; readonly value: string }[] => {
    const [, repository] =
      /^https?:\/\/(?:www\.)?github\.com\/([\w.-]{1,100}\/[\w.-]{1,100}?)(?:\.git)?(?:[/?#]|$)/iu.exec(value) ?? [];
    if (repository !== undefined)
      return written.toLowerCase().includes(repository.toLowerCase())
        ? [{ field: "repository", value: repository }]
        : [];
    const identifier = parseIdentifier(value);
    return identifier?.kind === "arxiv" && written.includes(identifier.value)
      ? [{ field: "arxiv", value: identifier.value }]
      : [];
  });
}
