import { paperFields, type PaperField, type PaperFieldName } from "./paper-fields.ts";

/** What people may answer in the forms that correct or remove an entry. */
export interface CorrectionField extends Omit<PaperField, "name"> {
  readonly name: "paper" | "reason" | PaperFieldName;
}

const paper: CorrectionField = {
  name: "paper",
  label: "Paper",
  description: "Which one: its id, its link or its title.",
  placeholder: "https://arxiv.org/abs/2506.20966",
  required: true,
  shape: "line",
};

/** Where what an empty field means to a suggestion is not so of a correction. */
const otherWords: Partial<Record<PaperFieldName, Pick<CorrectionField, "description">>> = {
  date: { description: "When it first appeared, as precisely as you know: 2025, 2025-06 or 2025-06-26." },
};

/** Of the form that corrects an entry, in its order: which paper, then all that may change. */
export const correctionFields: readonly CorrectionField[] = [
  paper,
  ...paperFields.map((field) => ({ ...field, ...otherWords[field.name], required: false })),
];

/** Of the form that removes an entry, in its order. */
export const removalFields: readonly CorrectionField[] = [
  paper,
  {
    name: "reason",
    label: "Reason",
    description: "Why it should not be in the list.",
    placeholder: "It was withdrawn.",
    required: true,
    shape: "text",
  },
];
