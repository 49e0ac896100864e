import * as fc from "fast-check";
import type { Fault, ListAct, Schedule, Story, SuggestionAct } from "./schedule.ts";

/** What one does with a suggestion who waits for the answer. */
export const suggestionStories: readonly (readonly SuggestionAct[])[] = [
  ["suggest", "approve"],
  ["suggest", "merge"],
  ["suggest", "chat", "merge"],
  ["suggest without category", "set category", "approve"],
  ["suggest without category", "edit", "merge"],
  ["suggest", "retitle", "approve"],
  ["suggest", "edit", "set category", "approve"],
  ["suggest", "reject"],
  ["suggest", "close"],
  ["suggest", "retitle", "close"],
  ["suggest", "close", "reopen", "approve"],
  ["suggest", "close the pull request"],
  ["suggest", "delete the branch"],
  ["suggest", "retitle", "close the pull request"],
];

const listStories: readonly (readonly ListAct[])[] = [
  ["add a paper"],
  ["break the list", "mend the list"],
  ["write around the region"],
  ["add a paper", "write around the region"],
];

const suggestionActs: readonly SuggestionAct[] = [
  "set category",
  "edit",
  "retitle",
  "chat",
  "approve",
  "reject",
  "close",
  "reopen",
  "merge",
  "close the pull request",
  "delete the branch",
];

const ways = [
  "answers 500",
  "is cut before it is carried out",
  "is cut after it was carried out",
  "answers 502 after it was carried out",
  "meets the secondary rate limit",
  "answers 401",
] as const;

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("request"), at: fc.nat(100), way: fc.constantFrom(...ways) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("webhook"),
      at: fc.nat(15),
      way: fc.constantFrom("is lost", "comes twice"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("kill"), at: fc.nat(300) }) },
);

const listStory: fc.Arbitrary<Story> = fc.record({ kind: fc.constant("list"), acts: fc.constantFrom(...listStories) });

const patientStory: fc.Arbitrary<Story> = fc.record({
  kind: fc.constant("suggestion"),
  acts: fc.constantFrom(...suggestionStories),
});

const impatientStory: fc.Arbitrary<Story> = fc.record({
  kind: fc.constant("suggestion"),
  acts: fc
    .tuple(
      fc.constantFrom<SuggestionAct>("suggest", "suggest without category"),
      fc.array(fc.constantFrom(...suggestionActs), { maxLength: 5 }),
    )
    .map(([first, rest]): readonly SuggestionAct[] => [first, ...rest]),
});

/** Schedules of one kind: people that wait for what they see, or do not. */
export function arbitrarySchedule(patient: boolean): fc.Arbitrary<Schedule> {
  const suggestion = patient ? patientStory : impatientStory;
  return fc.record({
    stories: fc
      .tuple(fc.array(suggestion, { minLength: 1, maxLength: 2 }), fc.option(listStory, { nil: undefined }))
      .map(([suggestions, list]): readonly Story[] => (list === undefined ? suggestions : [...suggestions, list])),
    patient: fc.constant(patient),
    faults: fc.array(fault, { maxLength: 6 }),
    processes: fc.constantFrom(1, 2),
    order: fc.nat(),
  });
}
