import type { LinkKind } from "../list/paper.ts";
import { entryLines, type EntryLine } from "./entry-lines.ts";
import { isNames } from "./find-authors.ts";
import { findDates } from "./find-dates.ts";
import { findVenue } from "./find-venue.ts";
import { isLinkLabel, kindOfLabel } from "./link-label.ts";
import type { EntrySource } from "./readme-structure.ts";
import { noteName } from "./note-name.ts";

/** What stands behind a key such as `Authors:`. */
export type KeyRole =
  | {
      readonly kind:
        | "title"
        | "nickname"
        | "authors"
        | "institutions"
        | "date"
        | "venue"
        | "tags"
        | "summary"
        | "abstract";
    }
  | { readonly kind: "links"; readonly link: LinkKind }
  /** None of the known fields: the key in lower case. */
  | { readonly kind: "note"; readonly name: string };

/** Fewer entries with it make no key of unknown words before a colon. */
const fewest = 3;

const known: readonly (readonly [KeyRole, RegExp])[] = [
  [{ kind: "title" }, /^(?:(?:paper )?title|标题|题目|论文(?:标题|题目|名称))$/u],
  [{ kind: "nickname" }, /^(?:nick ?name|short name|acronym|abbr(?:eviation)?|简称)$/u],
  [{ kind: "authors" }, /^(?:(?:first |lead )?authors?(?: list)?|作者)$/u],
  [
    { kind: "institutions" },
    /^(?:institut(?:ion|e)s?|affiliations?|organi[sz]ations?|teams?|universit(?:y|ies)|compan(?:y|ies)|机构|单位|团队|作者单位)$/u,
  ],
  [
    { kind: "date" },
    /^(?:(?:(?:publish(?:ed|ing)?|publication|release[d]?|submi(?:t|ssion|tted)|arxiv|first|update[d]?) )?(?:date|time|year|month)|published|released|(?:发表|发布|提交|更新)?(?:日期|时间|年份))$/u,
  ],
  [
    { kind: "venue" },
    /^(?:(?:publication )?venue|publishers?|publication|conference|journal|published (?:in|at)|accepted(?: (?:by|to|at|in))?|source|会议|期刊|会议\/期刊|发表(?:于|会议|期刊)?|来源|出处)$/u,
  ],
  [{ kind: "tags" }, /^(?:tags?|key ?words?|keys?|topics?|categor(?:y|ies)|labels?|标签|关键[词字]|类别|分类)$/u],
  [{ kind: "abstract" }, /^(?:abstract|摘要)$/u],
  [{ kind: "summary" }, /^(?:summary|tl;?dr|description|overview|in short|简介|总结|概述|描述|一句话(?:总结)?)$/u],
];

/** Every key of a file, by its words in lower case: known ones by what they mean, others by how often they are there. */
export function keyRoles(entries: readonly EntrySource[], text: string): ReadonlyMap<string, KeyRole> {
  const values = new Map<string, string[]>();
  for (const entry of entries) {
    for (const line of entryLines(entry, text)) {
      if (line.key === undefined) continue;
      const all = values.get(line.key);
      if (all === undefined) values.set(line.key, [valueOf(line, text)]);
      else all.push(valueOf(line, text));
    }
  }
  const roles = new Map<string, KeyRole>();
  for (const [key, all] of values) {
    const role = roleOf(key, all);
    if (role !== undefined) roles.set(key, role);
  }
  return roles;
}

function roleOf(key: string, values: readonly string[]): KeyRole | undefined {
  const full = values.filter((value) => value !== "");
  const most = (test: (value: string) => boolean): boolean => full.filter(test).length * 2 > full.length;
  const isDate = (value: string): boolean =>
    findDates(value).some(({ span }) => span.end - span.start + 3 >= value.length);
  const role = known.find(([, pattern]) => pattern.test(key))?.[0];
  // In one list the publisher is the conference, in another the authors' university.
  if (role?.kind === "venue" && !most((value) => findVenue(value) !== undefined))
    return most(isDate) ? { kind: "date" } : { kind: "institutions" };
  if (role !== undefined) return role;
  if (most(isDate)) return { kind: "date" };
  const link = isLinkLabel(key) ? kindOfLabel(key) : undefined;
  // Of data it cannot be told whether it is the paper's own or what it is measured on.
  if (link !== undefined && link !== "data" && most((value) => /^\W{0,4}(?:\[|<?https?:|<a\b)/u.test(value)))
    return { kind: "links", link };
  if (values.length < fewest) return undefined;
  if (most(isNames)) return { kind: "authors" };
  return { kind: "note", name: noteName(key) };
}

function valueOf({ value }: EntryLine, text: string): string {
  return text.slice(value.start, value.end).trim();
}
