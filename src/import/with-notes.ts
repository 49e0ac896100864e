import type { EntryReading, FieldSpan } from "./entry-reading.ts";
import type { LookedAt } from "./inline-entry.ts";
import type { InlineReading } from "./read-inline.ts";
import { splitItems } from "./split-items.ts";

/** So often the same words at one place are a part of how the list is written. */
const often = 0.5;

/** Words of names of universities and companies, and some that publish much. */
const institution =
  /\b(?:Univ(?:ersity|ersité|ersità|\.)?|Instit(?:ute|ut)|College|Academy|Lab(?:s|oratory)?|Research|Inc|MIT|CMU|ETH|EPFL|UIUC|UCLA|UCSD|UCB|NUS|NTU|HKU(?:ST)?|KAIST|Stanford|Berkeley|Tsinghua|PKU|Princeton|Oxford|Cambridge|Google|DeepMind|Meta|Microsoft|NVIDIA|Nvidia|OpenAI|Apple|Amazon|IBM|Intel|Tencent|Alibaba|Baidu|Huawei|ByteDance|Bytedance)\b|大学|学院|研究院|实验室|公司/u;

/** What all entries have at one place. */
interface Place {
  readonly counts: ReadonlyMap<string, number>;
  readonly all: number;
  /** Most of it stands there more than once. */
  readonly isRepeating: boolean;
  readonly isOfInstitutions: boolean;
}

/** Words that are no other field as notes, tags and institutions, where they are not the same in most entries that have some there. */
export function withNotes(readings: readonly InlineReading[], text: string): readonly EntryReading[] {
  const places = placesOf(readings.flatMap(({ left }) => left));
  return readings.map(({ reading, left }) => {
    const more = left.flatMap((segment) => fieldsOf(segment, places.get(segment.path), text));
    if (more.length === 0) return reading;
    return {
      ...reading,
      fields: [...reading.fields, ...more].toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end),
    };
  });
}

function placesOf(segments: readonly LookedAt[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [path, at] of Map.groupBy(segments, (segment) => segment.path)) {
    const counts = new Map<string, number>();
    for (const { text } of at) counts.set(text, (counts.get(text) ?? 0) + 1);
    const share = (test: (words: string) => boolean): number => at.filter(({ text }) => test(text)).length / at.length;
    places.set(path, {
      counts,
      all: at.length,
      isRepeating: share((words) => (counts.get(words) ?? 0) > 1) > 0.5,
      isOfInstitutions: share((words) => words.length < 120 && institution.test(words)) > 1 / 3,
    });
  }
  return places;
}

function fieldsOf(
  { text: words, span, isBracketed, kind, words: count }: LookedAt,
  place: Place | undefined,
  text: string,
): readonly FieldSpan[] {
  const isGlue = place !== undefined && place.all > 2 && (place.counts.get(words) ?? 0) > place.all * often;
  if (isGlue || !/[\p{L}\p{N}]/u.test(words)) return [];
  if (place?.isOfInstitutions === true) {
    return [
      { field: "institutions", span, value: splitItems(span, text).map((part) => text.slice(part.start, part.end)) },
    ];
  }
  // A few words in brackets or code where such stand again and again.
  const isTag = (isBracketed || kind === "code") && count <= 4 && place?.isRepeating === true;
  return [isTag ? { field: "tag", span, value: words } : { field: "note", name: "note", span, value: words }];
}
