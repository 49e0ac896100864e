import type { CommentTag, ProposalTag } from "../../src/intake/effect.ts";
import { printTag } from "../../src/intake/comment-tag.ts";
import { printForm } from "../../src/intake/print-form.ts";
import type { Base, Comment, Issue, IssueSnapshot, Person, Proposal } from "../../src/intake/snapshot.ts";
import { defaultConfiguration } from "../../src/list/configuration.ts";
import type { List } from "../../src/list/list.ts";
import type { PaperFieldName } from "../../src/list/paper-fields.ts";

/** Builds what a look at an issue may have read, for tests that need one thing to be different. */

export const author: Person = { id: 101, login: "suggester", type: "User" };
export const maintainer: Person = { id: 102, login: "maintainer", type: "User" };
export const stranger: Person = { id: 103, login: "stranger", type: "User" };
export const self: Person = { id: 900, login: "awesome-papers[bot]", type: "Bot" };

export const list: List = {
  title: "Awesome Things",
  taxonomy: [
    {
      id: "models",
      title: "Models",
      categories: [
        { id: "small", title: "Small Models" },
        { id: "large", title: "Large Models" },
      ],
    },
    { id: "data", title: "Data" },
  ],
  papers: [
    {
      id: "octo-an-open-source-generalist-robot",
      title: "Octo: An Open-Source Generalist Robot Policy",
      date: "2024-05",
      identifiers: { arxiv: "2405.12213" },
      categories: ["models/small"],
      links: [{ kind: "paper", url: "https://arxiv.org/abs/2405.12213" }],
    },
  ],
};

export const base: Base = {
  sha: "b".repeat(40),
  treeSha: "c".repeat(40),
  listPath: "list.json",
  listBlob: "d".repeat(40),
  configuration: defaultConfiguration,
  list,
  problems: [],
};

export const openvla = {
  title: "OpenVLA: An Open-Source Vision-Language-Action Model",
  links: "https://arxiv.org/abs/2406.09246",
  categories: "models/large",
} as const;

/** The text of an issue made with the form. */
export function form(...papers: Partial<Record<PaperFieldName, string>>[]): string {
  return printForm(papers.map((answers) => new Map(Object.entries(answers) as [PaperFieldName, string][])));
}

export function issue(more: Partial<Issue> = {}): Issue {
  return {
    number: 7,
    title: "Suggest a paper",
    body: form(openvla),
    author,
    state: "open",
    createdAt: "2026-11-20T10:00:00Z",
    labels: [],
    locked: false,
    ...more,
  };
}

export function snapshot(more: Partial<IssueSnapshot> = {}): IssueSnapshot {
  return {
    now: "2026-11-21T10:00:00Z",
    self,
    repository: { id: 1, owner: "octo", name: "list", defaultBranch: "main", url: "https://github.com/octo/list" },
    issue: issue(),
    comments: [],
    proposals: [],
    base,
    permissions: { [author.id]: "read", [maintainer.id]: "write", [stranger.id]: "read" },
    ...more,
  };
}

let nextId = 1000;

export function comment(by: Person, body: string, more: Partial<Comment> = {}): Comment {
  nextId += 1;
  const createdAt = more.createdAt ?? "2026-11-20T12:00:00Z";
  return { id: nextId, author: by, body, createdAt, updatedAt: createdAt, ...more };
}

/** Our own comment, with the tag that the last look left in it. */
export function ours(tag: CommentTag, more: Partial<Comment> = {}): Comment {
  return comment(self, `Words.\n${printTag("comment", tag)}`, {
    id: 500,
    createdAt: "2026-11-20T10:00:10Z",
    sealed: true,
    ...more,
  });
}

export function proposal(tag: ProposalTag, more: Partial<Proposal> = {}): Proposal {
  return {
    number: 8,
    state: "open",
    draft: false,
    base: "main",
    url: "https://github.com/octo/list/pull/8",
    body: `Words.\n${printTag("proposal", tag)}`,
    headSha: "e".repeat(40),
    head: { sha: "e".repeat(40), listBlob: "f".repeat(40), baseListBlob: base.listBlob },
    ...more,
  };
}
