import type { CommentTag, ProposalTag } from "./effect.ts";

/** Only at the very end of a text does a tag count: what stands before it may quote anybody. */
const tagPattern = /\n<!-- awesome-papers:(?<kind>comment|proposal) (?<json>\{[^\n]{0,20000}\}) -->\s*$/;

/** The hidden last line of a text of ours. `--` cannot occur in it, so it ends where the comment ends. */
export function printTag(kind: "comment" | "proposal", tag: CommentTag | ProposalTag): string {
  return `\n<!-- awesome-papers:${kind} ${printJson(tag)} -->`;
}

/** How many of the 20,000 characters that a tag may have this would take. */
export function lengthInTag(value: object): number {
  return printJson(value).length;
}

function printJson(value: object): string {
  return JSON.stringify(value).replaceAll(/(?<=-)-/g, "\\u002d");
}

/** The tag of our comment; undefined for any other text, a forged or broken tag included. */
export function parseCommentTag(body: string): CommentTag | undefined {
  const tag = parseTag("comment", body);
  return tag !== undefined && typeof tag["topic"] === "string" ? (tag as unknown as CommentTag) : undefined;
}

/** The tag of our part of a pull request's body. */
export function parseProposalTag(marked: string): ProposalTag | undefined {
  const tag = parseTag("proposal", marked);
  return tag !== undefined && typeof tag["hash"] === "string" && Array.isArray(tag["papers"])
    ? (tag as unknown as ProposalTag)
    : undefined;
}

function parseTag(kind: string, text: string): Record<string, unknown> | undefined {
  const match = tagPattern.exec(text.replaceAll("\r\n", "\n").slice(-20_200));
  if (match?.groups?.["kind"] !== kind) return undefined;
  try {
    return JSON.parse(match.groups["json"] ?? "") as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/**
 * What the seal of a tag is made over: the tag itself and where it stands, so that none can be changed, or carried to
 * another issue, by somebody who may edit our comments.
 */
export function sealedText(repositoryId: number, issue: number, { seal: _seal, ...tag }: CommentTag): string {
  return `${repositoryId}#${issue} ${JSON.stringify(tag)}`;
}
