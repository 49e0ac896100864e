import type { Span } from "./source.ts";

/** Words in a badge's address. */
export interface BadgeText {
  readonly span: Span;
  /** As the badge shows it. */
  readonly value: string;
}

const badge =
  /^.{0,300}?(?:img\.shields\.io|badgen\.net|custom-icon-badges[\w.]{0,30})\/(?:static\/v1\/|badge\/)-?(?=[^\s?)"'<>])/u;

/**
 * What a badge says by its address, `https://img.shields.io/badge/LABEL-MESSAGE-COLOUR`: the label and the message, or
 * the one that is there. Empty for any other picture. https://shields.io/badges/static-badge
 */
export function badgeTexts(image: Span, text: string): readonly BadgeText[] {
  const written = text.slice(image.start, image.end);
  const [before] = badge.exec(written) ?? [];
  if (before === undefined) return [];
  const [words = ""] = /^[^\s?)"'<>]{1,300}/u.exec(written.slice(before.length)) ?? [];
  const start = image.start + before.length;
  // `--` is a hyphen in a part; the last part is the colour.
  const parts = [...words.matchAll(/(?:[^-]|--)+/gu)].slice(0, 3);
  return parts.slice(0, Math.max(1, parts.length - 1)).map(({ 0: part, index }) => ({
    span: { start: start + index, end: start + index + part.length },
    value: decoded(part),
  }));
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
