import { Document } from "yaml";

const mark = " awesome-papers:generated";

export interface IssueFormParts {
  readonly name: string;
  readonly description: string;
  /** What the title of the issue begins with. */
  readonly title: string;
  /** Plain words above the fields. */
  readonly introduction: string;
  readonly elements: readonly object[];
}

/**
 * The text of a generated issue form.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
 */
export function printIssueForm({ name, description, title, introduction, elements }: IssueFormParts): string {
  const body = [{ type: "markdown", attributes: { value: introduction } }, ...elements];
  const document = new Document({ name, description, title, body });
  document.commentBefore = `${mark} from the taxonomy in list.json; changes here are lost`;
  return document.toString({ lineWidth: 0 });
}

/** Whether the file is one we wrote. */
export function isOurIssueForm(text: string): boolean {
  return /^\uFEFF?#\s*awesome-papers:generated/.test(text);
}
