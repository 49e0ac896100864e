import type { TableRow } from "mdast";
import { toString } from "mdast-util-to-string";
import { cellWords } from "./cell-words.ts";
import { findDates } from "./find-dates.ts";
import { isNames } from "./find-authors.ts";
import { findVenue } from "./find-venue.ts";
import { isAbsent } from "./is-absent.ts";
import { isLinkLabel, kindOfLabel } from "./link-label.ts";
import type { EntrySource } from "./readme-structure.ts";
import { noteName } from "./note-name.ts";

/** What a column's cells say. */
export type ColumnRole =
  | {
      readonly kind:
        | "date"
        | "title"
        | "venue"
        | "nickname"
        | "authors"
        | "institutions"
        | "links"
        | "tags"
        | "marks"
        | "number"
        | "summary";
    }
  /** None of the known fields: the column's name in lower case. */
  | { readonly kind: "note"; readonly name: string };

type Known = Exclude<ColumnRole["kind"], "note">;

/** By the words of a header cell. The first that fits; a title column that is not one by its cells is another. */
const headers: readonly (readonly [Known, RegExp])[] = [
  ["number", /^(?:no\.?|nr\.?|#|№|index|idx|id|序号|编号)$/iu],
  ["date", /^(?:.{0,20}\b(?:dates?|years?|time|month)|published|released?|日期|时间|年份|发表时间|发布时间|年月)$/iu],
  ["authors", /^(?:.{0,10}\bauthors?(?: list)?|作者)$/iu],
  [
    "institutions",
    /^(?:.{0,10}\b(?:affiliations?|institutions?|institutes?|organi[sz]ations?|orgs?|companys?|companies|teams?|labs?)|机构|单位|组织|团队|公司)$/iu,
  ],
  [
    "title",
    /^(?:(?:paper |article |full )?titles?(?: of paper| ?[&/+,] ?(?:links?|paper|url))?|标题|题目|论文(?:标题|题目|名称))$/iu,
  ],
  [
    "venue",
    /^(?:.{0,12}\b(?:venues?|conferences?|journals?|publishers?|published (?:in|at|on)|conf\.?|booktitle|proceedings|source)|会议|期刊|会议\/期刊|来源|发表(?:于|会议|期刊|处)?|出处)$/iu,
  ],
  ["title", /^(?:papers?(?: names?| ?[&/+] ?links?)?|articles?|publications?|works?|references?|论文|文章|文献)$/iu],
  [
    "nickname",
    /^(?:models?(?: names?)?|methods?(?: names?)?|names?|acronyms?|abbr\.?|abbreviations?|short names?|nick ?names?|frameworks?|systems?|approach(?:es)?|algorithms?|模型(?:名称)?|方法(?:名称)?|名称|简称|算法)$/iu,
  ],
  ["marks", /^(?:recom\w{0,12}\.?|rating|ratings|importance|priority|stars?|推荐(?:度|指数)?|星级)$/iu],
  ["tags", /^(?:tags?|key ?words?|keys?|categor(?:y|ies)|topics?|types?|labels?|标签|关键词|类别|分类|类型)$/iu],
  ["summary", /^(?:summary|summaries|tl;?dr|abstracts?|descriptions?|short description|摘要|简介|描述|总结|概述)$/iu],
];

/** The role of each column of each table, by its header and, where that does not say, by what its cells hold. */
export function columnRoles(entries: readonly EntrySource[]): ReadonlyMap<number, readonly ColumnRole[]> {
  const tables = Map.groupBy(
    entries.filter(({ form }) => form === "row"),
    ({ block }) => block.start,
  );
  return new Map([...tables].map(([block, rows]) => [block, rolesOf(rows)]));
}

function rolesOf(rows: readonly EntrySource[]): readonly ColumnRole[] {
  const names = (rows[0]?.columns ?? []).map((name) =>
    name
      .replaceAll(/[\p{Extended_Pictographic}\ufe0f*_`]/gu, "")
      .replaceAll(/\s+/g, " ")
      .trim(),
  );
  const cells = rows.map(({ nodes: [row] }) => (row?.type === "tableRow" ? row.children : []));
  // Cells beyond those of the header are not shown: https://github.github.com/gfm/#tables-extension-
  const columns = names.map((name, at) =>
    columnOf(
      name,
      cells.flatMap((row) => row[at] ?? []),
    ),
  );
  const title = titleColumn(columns);
  return columns.map((column, at) => (at === title ? { kind: "title" } : roleOf(column, at < title)));
}

function roleOf(column: Column, isBeforeTitle: boolean): ColumnRole {
  const { name, named, looks, words, isDistinct } = column;
  if (looks === "links" && (named === "marks" || named === "title")) return { kind: "links" };
  if (named === undefined && (looks === "links" || words === 0) && isOfLinks(column)) return { kind: "links" };
  if (named === "title") return { kind: looks === "venue" ? "venue" : "summary" };
  if (named !== undefined) return { kind: named };
  // What a row begins with and no other has is what its paper is called.
  if (isBeforeTitle && isDistinct && looks === undefined && words > 0 && words <= 4) return { kind: "nickname" };
  return name === "" && looks !== undefined ? { kind: looks } : { kind: "note", name: noteName(name) };
}

/** By its name or its labels; links to data may be to what a paper is measured on. */
function isOfLinks({ name, isLabelled }: Column): boolean {
  return isLabelled || name === "" || (isLinkLabel(name) && kindOfLabel(name) !== "data");
}

interface Column {
  readonly name: string;
  readonly named: Known | undefined;
  readonly looks: Known | undefined;
  /** In a cell on average. */
  readonly words: number;
  /** Of most cells the text is a label such as `pdf`. */
  readonly isLabelled: boolean;
  /** Hardly two cells are the same. */
  readonly isDistinct: boolean;
}

function columnOf(name: string, cells: TableRow["children"]): Column {
  const full = cells.filter((cell) => !isAbsent(toString(cell)));
  const counts = full.map(cellWords);
  const words = counts.reduce((sum, one) => sum + one.words, 0) / Math.max(1, full.length);
  const texts = full.map((cell) => toString(cell).trim());
  return {
    name,
    named: headers.find(([, pattern]) => pattern.test(name))?.[0],
    looks: looksOf(),
    words,
    isLabelled: texts.filter(isLinkLabel).length * 2 > texts.length,
    isDistinct: new Set(texts).size > texts.length * 0.8,
  };

  function looksOf(): Known | undefined {
    const most = (test: (text: string, at: number) => boolean): boolean =>
      texts.length > 0 && texts.filter(test).length * 2 > texts.length;
    if (most((text) => /^\d{1,4}\.?$/.test(text)) && !most((text) => findDates(text).length > 0)) return "number";
    if (most((text) => /^[\p{Extended_Pictographic}\ufe0f\s]+$/u.test(text))) return "marks";
    if (most((text) => findDates(text).some(({ span }) => span.end - span.start + 3 >= text.length))) return "date";
    if (most((text) => (findVenue(text)?.span.start ?? 9) < 4 && text.length < 60)) return "venue";
    if (most((_text, at) => (counts[at]?.links ?? 0) > 0) && words < 3.5) return "links";
    if (most(isNames)) return "authors";
    return undefined;
  }
}

/** The one that says it is, if its cells hold words; else the one with most of them. */
function titleColumn(columns: readonly Column[]): number {
  const named = columns.findIndex((column) => column.named === "title" && column.words >= 3);
  if (named !== -1) return named;
  const open = columns.map(({ named: known, looks, words }) => {
    const isOpen =
      known === "title" || known === "nickname" || (known === undefined && (looks === undefined || looks === "links"));
    return isOpen ? words : 0;
  });
  const most = Math.max(...open, 0);
  return most === 0 ? columns.findIndex(({ named: known }) => known === "title") : open.indexOf(most);
}
