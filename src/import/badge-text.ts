import type { Span } from "./source.ts";

/**
 * What a badge says by its address, `https://img.shields.io/badge/LABEL-MESSAGE-COLOUR`: the label, or the message if
 * there is no label. Undefined for any other picture. https://shields.io/badges/static-badge
 */
export function badgeText(image: Span, text: string): { readonly span: Span; readonly value: string } | undefined {
  const [, before = "", words = ""] =
    /^(.{0,300}?(?:img\.shields\.io|badgen\.net|custom-icon-badges[\w.]{0,30})\/(?:static\/v1\/|badge\/)-?)([^\s?)"'<>]{1,300})/u.exec(
      text.slice(image.start, image.end),
    ) ?? [];
  // Of three parts the last is the colour; `--` is a hyphen in a part.
  const [first = ""] = /^(?:[^-]|--)*/u.exec(words) ?? [];
  if (first === "") return undefined;
  const start = image.start + before.length;
  return { span: { start, end: start + first.length }, value: decoded(first) };
}

function decoded(written: string): string {
  const spaced = written
    .replaceAll("--", "\u0000")
    .replaceAll("__", "\u0001")
    .replaceAll("_", " ")
    .replaceAll("\u0000", "-")
    .replaceAll("\u0001", "_");
  try {
    return decodeURIComponent(spaced).replaceAll(/\s+/g, " ").trim();
  } catch {
    return spaced.trim();
  }
}
