import type { List, ListItem } from "mdast";
import { toString } from "mdast-util-to-string";
import { candidateOf, isLikeEntry, type Candidate, type Place } from "./candidate.ts";
import { plainHeading } from "./heading-text.ts";
import { isLinkLabel } from "./link-label.ts";
import type { EvidenceReader, PaperEvidence } from "./paper-evidence.ts";
import { spanOf, type Span } from "./source.ts";
import { startOf } from "./start-of.ts";

/** Each item is one, or names the category of those nested in it. */
export function listCandidates(list: List, place: Place, block: Span): readonly Candidate[] {
  const found: Candidate[] = [];
  addItems(list, place.section);
  return found;

  function addItems({ children }: List, section: number): void {
    for (const item of children) {
      const nested = item.children.filter((child): child is List => child.type === "list");
      if (!isCategory(item, nested, place.evidence)) {
        found.push(candidateOf("item", [item], { ...place, section }, block));
        continue;
      }
      const [head] = item.children;
      const { title } = plainHeading(head === undefined || head.type === "list" ? "" : toString(head));
      const inner =
        title === "" ? section : place.addSection({ span: spanOf(head ?? item), title, form: "bullet" }, section);
      for (const below of nested) addItems(below, inner);
    }
  }
}

/** What an item says itself, without those nested in it. */
function ownEvidence(item: ListItem, evidence: EvidenceReader): PaperEvidence {
  return evidence(item.children.filter(({ type }) => type !== "list"));
}

/** An item that names a paper, not a detail of one: `- Paper: https://…`. */
export function namesPaper(item: ListItem, evidence: EvidenceReader): boolean {
  return isLikeEntry(ownEvidence(item, evidence)) && !isDetail(item);
}

/** Words that stand before a colon, where the item is a part of an entry; labels of links are others. */
const detailKeys =
  /^(?:(?:paper )?title|(?:first )?authors?|(?:short |brief )?summary|abstract|tl;?dr|description|overview|key ?words?|keys?|tags?|topics?|tasks?|(?:publish(?:ed|ing)? |publication |release )?(?:date|time|year)|published(?: in)?|publishers?|venue|conference|journal|accepted(?: by| to| at)?|institut(?:e|ion)s?|affiliations?|datasets?|metrics?|methods?|models?|env(?:ironments?)?|notes?|comments?|contributions?|highlights?|results?|citations?|links?|摘要|简介|作者|机构|单位|会议|期刊|日期|时间|关键词|任务|方法|贡献|标题|备注)$/iu;

/** `Paper: …`, `📅 Date: …` */
export function isDetail(item: ListItem): boolean {
  const text = toString(item.children[0]).slice(0, 60);
  const [, key = ""] = /^[^\p{L}]{0,6}(\p{L}[^:：\n]{0,29})[:：]/u.exec(text) ?? [];
  return key !== "" && (detailKeys.test(key.trim()) || isLinkLabel(key));
}

/** A year, a venue or a topic as a bullet: it leads nowhere itself, and most below it are entries. */
function isCategory(item: ListItem, nested: readonly List[], evidence: EvidenceReader): boolean {
  if (nested.length === 0) return false;
  const own = ownEvidence(item, evidence);
  if (own.papers > 0 || own.links > 1) return false;
  const below = nested.flatMap(({ children }) => children);
  // Tools, each of them a link, are listed below a topic; below a title they are what belongs to the paper.
  const isTopic = own.links === 0 && own.words <= mostWordsOfTopic;
  const holding = below.filter(
    (inner) => holdsPaper(inner) || (isTopic && startOf(inner) === "link" && namesPaper(inner, evidence)),
  );
  // The one line below a title may well be its venue and links.
  return holding.length * 2 > below.length && (below.length > 1 || isTopic);

  function holdsPaper(inner: ListItem): boolean {
    const { papers, words } = evidence([inner]);
    return papers > 0 && words >= 3 && !isDetail(inner);
  }
}

const mostWordsOfTopic = 5;
