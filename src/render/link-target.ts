/** Letters that mean nothing in Markdown, HTML or a table: nearly every address of a paper. */
const plain = /^https?:\/\/[\w.\-/?=#%+:,;@]+$/i;

const allowed = /^(?:https?:\/\/[^/]|mailto:[^/])/i;

/** Not the tilde before the name of a home page: `/~name` can only open a strikethrough, and nothing closes it. */
const special =
  /(?<!\/)~|~(?![\p{L}\p{N}])|[\s"'<>()[\]\\`{|}^*$!\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|&(?=#?\w+(?:;|$|[^\w=]))/gu;

/**
 * The address as a link's target in `(…)` or in a quoted attribute: percent-encoded where it would end there or mean
 * something. Undefined unless it is http, https or mailto.
 */
export function linkTarget(url: string): string | undefined {
  if (plain.test(url) && !url.includes("__")) return url;
  const address = url.trim();
  if (!allowed.test(address)) return undefined;
  return address.toWellFormed().replaceAll(special, encodeOne).replaceAll("__", "_%5F");
}

function encodeOne(character: string): string {
  if (character === "&") return "&amp;";
  return Array.from(
    new TextEncoder().encode(character),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}
