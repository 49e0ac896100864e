import * as fc from "fast-check";
import type { Category, List } from "../../src/list/list.ts";
import { linkKinds, type Paper } from "../../src/list/paper.ts";

/** A taxonomy with a leaf at the top and leaves below another. */
export const taxonomy: readonly Category[] = [
  { id: "notable", title: "Notable Works", emoji: "⭐" },
  {
    id: "embodiment",
    title: "Improving Embodiment Awareness",
    emoji: "🧠",
    description: "How a body knows itself.",
    categories: [
      { id: "action-head", title: "Action Head Design" },
      { id: "forward-kinematics", title: "Forward, and Inverse Kinematics", emoji: "🦾" },
    ],
  },
  { id: "task", title: "Task Comprehension", categories: [{ id: "interaction", title: "Human Interaction" }] },
];

export const paths = ["notable", "embodiment/action-head", "embodiment/forward-kinematics", "task/interaction"];

/** A list with these papers. */
export function listOf(papers: readonly Paper[]): List {
  return { title: "A List", taxonomy, papers };
}

/** A paper with the least that one needs. */
export function paperOf(id: string, rest: Partial<Paper> = {}): Paper {
  return {
    id,
    title: `A Study of ${id}`,
    categories: ["notable"],
    links: [{ kind: "website", url: `https://${id}.example.org` }],
    ...rest,
  };
}

const slug = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}$/);
const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .filter((value) => /^[^\p{Cc}\u2028\u2029]*[^\p{Cc}\u2028\u2029 ][^\p{Cc}\u2028\u2029]*$/u.test(value));
const longText = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });
const day = fc
  .record({
    year: fc.integer({ min: 1991, max: 2030 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day: date }) => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`);
const link = fc.record(
  {
    kind: fc.constantFrom(...linkKinds),
    url: fc.webUrl({ validSchemes: ["https", "http"] }).filter((url) => !/[`"<>\\]/.test(url)),
    label: text,
  },
  { requiredKeys: ["kind", "url"] },
);
const digest = fc.record(
  {
    keyPoints: fc.array(longText, { maxLength: 2 }),
    problem: longText,
    idea: longText,
    framework: longText,
    innovation: longText,
    design: longText,
    results: longText,
    applications: longText,
  },
  { requiredKeys: [] },
);
const translation = fc.record(
  { title: text, summary: longText, findings: fc.array(longText, { maxLength: 2 }), digest },
  { requiredKeys: [] },
);

/** Kept text, never of nothing. */
export const arbitraryAsWritten = fc
  .record(
    {
      authors: longText,
      date: longText,
      links: longText,
      entry: fc.oneof(
        longText,
        fc.dictionary(fc.constantFrom(...paths), longText, { minKeys: 1, noNullPrototype: true }),
      ),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .filter((kept) => Object.keys(kept).length > 0);

/** A paper in which every key may or may not be, with identifiers that no other generated paper shares but by chance. */
export const arbitraryPaper: fc.Arbitrary<Paper> = fc.record(
  {
    id: slug,
    title: text,
    nickname: text,
    authors: fc.array(text, { maxLength: 3 }),
    date: fc.oneof(
      day,
      day.map((date) => date.slice(0, 7)),
      day.map((date) => date.slice(0, 4)),
    ),
    venue: text,
    institutions: fc.array(text, { maxLength: 2 }),
    identifiers: fc.record(
      {
        arxiv: fc.integer({ min: 0, max: 99_999 }).map((number) => `2506.${String(number).padStart(5, "0")}`),
        doi: fc.stringMatching(/^10\.[0-9]{4}\/[a-z0-9._()-]{0,11}[a-z0-9_-]$/),
        openreview: fc.stringMatching(/^[A-Za-z0-9_-]{10}$/),
        acl: fc.integer({ min: 1, max: 9_999 }).map((number) => `2023.acl-long.${number}`),
      },
      { requiredKeys: [] },
    ),
    categories: fc.subarray([...paths], { minLength: 1 }),
    links: fc.array(link, { minLength: 1, maxLength: 3 }),
    tags: fc.array(text, { maxLength: 2 }),
    featured: fc.boolean(),
    marks: fc.array(fc.constantFrom("🔥", ":star:", "**"), { maxLength: 3 }),
    image: fc.constant("https://example.org/a.png"),
    summary: longText,
    abstract: longText,
    contribution: longText,
    findings: fc.array(longText, { maxLength: 2 }),
    topics: fc.array(text, { maxLength: 2 }),
    methods: fc.array(text, { maxLength: 2 }),
    digest,
    notes: fc.dictionary(fc.constantFrom("task", "data-set", "constructor"), longText, { noNullPrototype: true }),
    translations: fc.dictionary(fc.constantFrom("zh-Hans", "de", "pt-BR"), translation, { noNullPrototype: true }),
    added: day,
    addedBy: text,
    asWritten: arbitraryAsWritten,
  },
  { requiredKeys: ["id", "title", "categories", "links"], noNullPrototype: true },
);

/** A valid list; papers in any order. */
export const arbitraryList: fc.Arbitrary<List> = fc.record(
  {
    $schema: fc.constant("./list.schema.json"),
    title: text,
    description: longText,
    taxonomy: fc.constant(taxonomy),
    papers: fc.uniqueArray(arbitraryPaper, { selector: (paper) => paper.id, maxLength: 6 }),
  },
  { requiredKeys: ["title", "taxonomy", "papers"], noNullPrototype: true },
);
