import { cleanText } from "../list/clean-text.ts";
import type { Correction } from "../list/correct-paper.ts";
import type { Category } from "../list/list.ts";
import { paperFields, type PaperFieldName } from "../list/paper-fields.ts";
import type { LinkKind, Paper } from "../list/paper.ts";
import type { Problem } from "../list/problem.ts";
import type { FieldEdit } from "./fold-commands.ts";
import { draftAnswers } from "./read-suggestion.ts";
import type { WrittenCorrection } from "./read-correction.ts";

/** What a person answers with to have a field taken out. */
const nothing = /^(?:[-–—]|none)$/i;
const linkFields: Partial<Record<PaperFieldName, LinkKind>> = { code: "code", website: "website", video: "video" };

/** The answers with the thread's commands over them. `/unset` takes a field out of the paper, and a required one's answer back. */
export function commandCorrection(
  { kind, answers }: WrittenCorrection,
  edits: readonly FieldEdit[],
): WrittenCorrection {
  const commanded = new Map(answers);
  for (const { paper, field, value } of kind === "edit" ? edits : []) {
    const known = paperFields.find(({ name }) => name === field);
    if (known === undefined || paper > 1) continue;
    if (value === undefined && known.required) commanded.delete(known.name);
    else commanded.set(known.name, value ?? "-");
  }
  return { kind, answers: commanded };
}

/** What the answers say should change, as far as it can be read, with everything that cannot. */
export function draftCorrection(
  answers: WrittenCorrection["answers"],
  taxonomy: readonly Category[],
): { readonly correction: Correction; readonly problems: readonly Problem[] } {
  const named = paperFields.flatMap((field) => {
    const answer = answers.get(field.name);
    return answer === undefined ? [] : [{ ...field, answer, isNothing: nothing.test(cleanText(answer).trim()) }];
  });
  const said = named.filter(({ isNothing }) => !isNothing).map(({ name, answer }) => [name, answer] as const);
  const { draft, problems } = draftAnswers(new Map(said), taxonomy);
  const gone = named.filter(({ isNothing, required }) => isNothing && !required);
  const links = new Set(Object.keys(linkFields));
  const correction: Correction = {
    draft,
    unset: gone.filter(({ name }) => !links.has(name)).map(({ name }) => name as keyof Paper),
    unlinked: gone.flatMap(({ name }) => linkFields[name] ?? []),
  };
  const kept = named.filter(({ isNothing, required }) => isNothing && required);
  return {
    correction,
    problems: [
      ...kept.map(({ name, label, answer }): Problem => {
        const message = `Every paper needs its ${label.toLowerCase()}, so this cannot be taken out. Write what it should be, or leave it empty.`;
        return { code: "wrong-value", severity: "error", field: name, message, given: answer };
      }),
      ...problems,
    ],
  };
}
