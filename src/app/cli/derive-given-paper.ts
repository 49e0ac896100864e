import type { FoldedCommands } from "../../intake/fold-commands.ts";
import { deriveSuggestedPapers } from "../../intake/derive-papers.ts";
import type { IssueSnapshot } from "../../intake/snapshot.ts";
import type { SuggestedPaper } from "../../intake/suggestion.ts";
import { findIdentifiers, parseIdentifier } from "../../list/identifiers.ts";
import type { List } from "../../list/list.ts";
import type { PaperField } from "../../list/paper-fields.ts";
import type { LookUp } from "../../list/paper-record.ts";
import { parseCategory } from "../../list/taxonomy.ts";

/** What the command line says of a paper, by field; categories one a line. */
export type FieldTexts = Readonly<Partial<Record<PaperField["name"], string>>>;

/** What may be agreed to beforehand: it is another paper than one much like it; what is new of it goes to the one that is there. */
export type Agreement = "distinct" | "edit";

export interface GivenPaper {
  /** `arXiv:2506.20966v2`, an address, or a bare title. */
  readonly given: string;
  readonly texts: FieldTexts;
  readonly list: List;
  readonly lookUps: readonly LookUp[];
  readonly agreed: ReadonlySet<Agreement>;
  /** ISO 8601. */
  readonly now: string;
}

const nobody = { id: 0, login: "", type: "User" } as const;

/** An issue in which nobody said anything yet. */
const silence: Omit<IssueSnapshot, "now" | "issue"> = {
  self: nobody,
  repository: { id: 0, owner: "", name: "", defaultBranch: "", url: "" },
  comments: [],
  proposals: [],
  permissions: {},
};
const emptyIssue = { number: 0, body: "", author: nobody, state: "open", labels: [], locked: false } as const;
const emptyThread: Omit<FoldedCommands, "edits"> = {
  wanted: undefined,
  verdict: undefined,
  help: false,
  refresh: undefined,
  convert: undefined,
  counted: [],
  rebase: undefined,
  mergeReady: undefined,
  lastActor: undefined,
  notes: [],
};

/**
 * What the bot would make of a paper: of an issue that names it, with a `/set` for each option. So bot and command line
 * decide alike, and the same paper is the same entry but for `addedBy`, which means nobody here.
 */
export function deriveGivenPaper({ given, texts, list, lookUps, agreed, now }: GivenPaper): SuggestedPaper {
  const name = given.trim();
  const fields = { ...(!isTitle(name) && { links: name }), ...texts, ...categoriesOf(texts, list) };
  const edits = Object.entries(fields).map(([field, value]) => ({ paper: 1, field, value }));
  // A title in the issue's own is a name to look for: the one found is better, as it is not for a `/set`.
  const title = isTitle(name) ? `Add paper: ${name.replaceAll(/\s+/g, " ")}` : "";
  const [paper] = deriveSuggestedPapers({
    snapshot: { ...silence, now, lookUps, issue: { ...emptyIssue, title, createdAt: now } },
    list,
    thread: { ...emptyThread, edits },
    questions: { asked: new Set(), agreed: new Set(), ask: (key) => isAgreed(agreed, key) },
  });
  if (paper === undefined) throw new Error("an issue is at least one paper");
  return paper;
}

/** `distinct 1 octo`: what is asked, of which paper of the issue, and of which of the list. */
function isAgreed(agreed: ReadonlySet<string>, key: string): boolean {
  return agreed.has(key.slice(0, key.indexOf(" ")));
}

/** Words that hold no identifier and no address. */
function isTitle(given: string): boolean {
  const isNamed =
    /https?:\/\//i.test(given) || parseIdentifier(given) !== undefined || findIdentifiers(given).length > 0;
  return /\s/.test(given) && !isNamed;
}

/** One option is one category, so a title may have commas here. */
function categoriesOf({ categories }: FieldTexts, { taxonomy }: List): FieldTexts {
  const paths = categories?.split("\n").map((text) => {
    const parsed = parseCategory(taxonomy, text);
    return parsed.ok ? parsed.value : text;
  });
  return paths === undefined ? {} : { categories: paths.join("\n") };
}
