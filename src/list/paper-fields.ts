/** What people may say of a paper, in a form, in a command, on the command line. */
export interface PaperField {
  readonly name: PaperFieldName;
  /** Heading in the form. Changing one changes what issues already written say. */
  readonly label: string;
  /** Says what to write, in a sentence. */
  readonly description: string;
  readonly placeholder?: string;
  readonly required: boolean;
  readonly shape: "line" | "lines" | "text" | "categories";
}

export type PaperFieldName =
  | "title"
  | "links"
  | "categories"
  | "authors"
  | "date"
  | "venue"
  | "code"
  | "website"
  | "video"
  | "tags"
  | "summary"
  | "abstract"
  | "contribution";

/** In the order of the form: what is required first. */
export const paperFields: readonly PaperField[] = [
  {
    name: "title",
    label: "Title",
    description: "The paper's title, as it is printed on the paper.",
    placeholder: "Parallels Between VLA Model Post-Training and Human Motor Learning",
    required: true,
    shape: "line",
  },
  {
    name: "links",
    label: "Links",
    description:
      "Where the paper can be read, one a line: arXiv, DOI, OpenReview, ACL Anthology or the publisher's page.",
    placeholder: "https://arxiv.org/abs/2506.20966",
    required: true,
    shape: "lines",
  },
  {
    name: "categories",
    label: "Categories",
    description: "Where in the list it belongs; more than one is fine.",
    required: true,
    shape: "categories",
  },
  {
    name: "authors",
    label: "Authors",
    description: "One a line, as the paper prints them.",
    placeholder: "Tian-Yu Xiang\nAo-Qun Jin",
    required: false,
    shape: "lines",
  },
  {
    name: "date",
    label: "Date",
    description:
      "When it first appeared, as precisely as you know: 2025, 2025-06 or 2025-06-26. Left empty, it is the month of the arXiv id.",
    placeholder: "2025-06-26",
    required: false,
    shape: "line",
  },
  {
    name: "venue",
    label: "Venue",
    description: "Conference or journal, if it has appeared there.",
    placeholder: "CoRL 2025",
    required: false,
    shape: "line",
  },
  {
    name: "code",
    label: "Code",
    description: "Address of the code.",
    placeholder: "https://github.com/AoqunJin/Awesome-VLA-Post-Training",
    required: false,
    shape: "line",
  },
  {
    name: "website",
    label: "Website",
    description: "Address of the project's page.",
    placeholder: "https://bridgevla.github.io",
    required: false,
    shape: "line",
  },
  {
    name: "video",
    label: "Video",
    description: "Address of a video about it.",
    placeholder: "https://www.youtube.com/watch?v=…",
    required: false,
    shape: "line",
  },
  {
    name: "tags",
    label: "Tags",
    description: "A few words to find it by, separated by commas.",
    placeholder: "post-training, imitation learning",
    required: false,
    shape: "line",
  },
  {
    name: "summary",
    label: "Summary",
    description: "One sentence that says what is new in it.",
    required: false,
    shape: "text",
  },
  { name: "abstract", label: "Abstract", description: "The paper's own abstract.", required: false, shape: "text" },
  {
    name: "contribution",
    label: "Contribution",
    description: "What it adds to the field, in a few sentences.",
    required: false,
    shape: "text",
  },
];

/** The field of this name or label, in any case. */
export function findPaperField(name: string): PaperField | undefined {
  const wanted = name.trim().toLowerCase();
  return paperFields.find((field) => field.name === wanted || field.label.toLowerCase() === wanted);
}

export { parsePaperField } from "./parse-paper-field.ts";
