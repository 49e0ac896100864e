import type { EntryReading, FieldSpan } from "./entry-reading.ts";
import type { LookedAt } from "./inline-entry.ts";
import type { InlineReading } from "./read-inline.ts";
import { splitItems } from "./split-items.ts";

/** So often the same words at one place are a part of how the list is written. */
const often = 0.5;

/** Words of names of universities and companies, and some that publish much. */
const institution =
  /\b(?:Univ(?:ersity|ersité|ersità|\.)?|Instit(?:ute|ut)|College|Academy|Lab(?:s|oratory)?|Research|Inc|MIT|CMU|ETH|EPFL|UIUC|UCLA|UCSD|UCB|NUS|NTU|HKU(?:ST)?|KAIST|Stanford|Berkeley|Tsinghua|PKU|Princeton|Oxford|Cambridge|Google|DeepMind|Meta|Microsoft|NVIDIA|Nvidia|OpenAI|Apple|Amazon|IBM|Intel|Tencent|Alibaba|Baidu|Huawei|ByteDance|Bytedance)\b|大学|学院|研究院|实验室|公司/u;

/** Words that are no other field as notes and tags, where they are not the same in most entries that have some there. */
export function withNotes(readings: readonly InlineReading[], text: string): readonly EntryReading[] {
  const texts = new Map<string, Map<string, number>>();
  for (const { left } of readings) {
    for (const { path, text: words } of left) {
      const at = texts.get(path) ?? new Map<string, number>();
      texts.set(path, at.set(words, (at.get(words) ?? 0) + 1));
    }
  }
  return readings.map(({ reading, left }) => {
    const more = left.filter((segment) => !isGlue(segment)).map((segment) => fieldOf(segment));
    if (more.length === 0) return reading;
    return {
      ...reading,
      fields: [...reading.fields, ...more].toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end),
    };
  });

  function isGlue({ path, text: words }: LookedAt): boolean {
    if (!/[\p{L}\p{N}]/u.test(words)) return true;
    const at = texts.get(path);
    const all = at?.values().reduce((sum, count) => sum + count, 0) ?? 0;
    return all > 2 && (at?.get(words) ?? 0) > all * often;
  }

  /** Most of what stands at this place stands there more than once. */
  function isRepeating(path: string): boolean {
    const counts = texts.get(path)?.values().toArray() ?? [];
    const all = counts.reduce((sum, one) => sum + one, 0);
    return counts.filter((one) => one > 1).reduce((sum, one) => sum + one, 0) * 2 > all;
  }

  function isPlaceOfInstitutions(path: string): boolean {
    const counts = [...(texts.get(path) ?? [])];
    const all = counts.reduce((sum, [, one]) => sum + one, 0);
    const known = counts.reduce(
      (sum, [words, one]) => sum + (words.length < 120 && institution.test(words) ? one : 0),
      0,
    );
    return known * 3 > all;
  }

  /** A few words in brackets or code where such stand there again and again are a tag. */
  function fieldOf({ path, text: words, span, isBracketed, kind, words: count }: LookedAt): FieldSpan {
    if (isPlaceOfInstitutions(path)) {
      const parts = splitItems(span, text);
      return { field: "institutions", span, value: parts.map((part) => text.slice(part.start, part.end)) };
    }
    const isTag = (isBracketed || kind === "code") && count <= 4 && isRepeating(path);
    return isTag
      ? { field: "tag", span, value: words }
      : { field: "note", name: "note", span, value: text.slice(span.start, span.end) };
  }
}
