import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { List } from "../../src/list/list.ts";
import { paperFields } from "../../src/list/paper-fields.ts";
import { leafCategories, parseCategory } from "../../src/list/taxonomy.ts";
import { correctionForm } from "../../src/render/correction-form.ts";
import { issueForm } from "../../src/render/issue-form.ts";
import { isOurIssueForm } from "../../src/render/print-issue-form.ts";
import { removalForm } from "../../src/render/removal-form.ts";

interface Form {
  readonly name: string;
  readonly description: string;
  readonly title: string;
  readonly body: readonly {
    readonly type: string;
    readonly id?: string;
    readonly attributes: {
      readonly label?: string;
      readonly multiple?: boolean;
      readonly options?: readonly string[];
      readonly placeholder?: string;
    };
    readonly validations?: { readonly required: boolean };
  }[];
}

const list: List = {
  title: 'yes: a "list"\n# with',
  taxonomy: [
    {
      id: "a",
      title: "Data, models and code",
      categories: [
        { id: "b", title: "No" },
        { id: "c", title: "on" },
      ],
    },
    { id: "d", title: "true" },
  ],
  papers: [],
};

const fields = paperFields.map(({ name }) => name);

describe("the forms", () => {
  it.each([
    ["suggest", issueForm, fields, ["title", "links", "categories"]],
    // `title` in a link is the issue's own title.
    ["correct", correctionForm, ["paper", ...fields.map((id) => (id === "title" ? "paper-title" : id))], ["paper"]],
    ["remove", removalForm, ["paper", "reason"], ["paper", "reason"]],
  ])("to %s is ours by its first line, and YAML that GitHub takes", (_, print, expected, required) => {
    const text = print(list);
    const form = parse(text) as Form;
    expect(text.startsWith("# awesome-papers:generated")).toBe(true);
    expect(isOurIssueForm(text)).toBe(true);
    expect(isOurIssueForm("name: x")).toBe(false);
    expect(Object.keys(form)).toEqual(["name", "description", "title", "body"]);
    for (const word of [form.name, form.description, form.title]) expect(word.trim()).not.toBe("");
    const ids = form.body.flatMap(({ id }) => id ?? []);
    expect(ids).toEqual(expected);
    expect(form.body.flatMap(({ id, validations }) => (validations?.required === true ? [id] : []))).toEqual(required);
    expect(ids.every((id) => /^[\w-]+$/.test(id))).toBe(true);
    const labels = form.body.flatMap(({ attributes }) => attributes.label ?? []);
    expect(new Set(labels).size).toBe(labels.length);
    expect(form.body.every(({ type }) => ["markdown", "input", "textarea", "dropdown"].includes(type))).toBe(true);
  });
});

describe("issueForm", () => {
  const form = parse(issueForm(list)) as Form;

  it("offers each category by a text without commas that leads back to its path", () => {
    const { attributes } = form.body.find(({ type }) => type === "dropdown") ?? {};
    expect(attributes?.multiple).toBe(true);
    const options = attributes?.options ?? [];
    expect(options.join()).not.toMatch(/,\s/);
    const paths = leafCategories(list.taxonomy).map(({ path }) => path);
    expect(options.map((option) => parseCategory(list.taxonomy, option))).toEqual(
      paths.map((value) => ({ ok: true, value })),
    );
  });

  it.each([
    ["no categories", []],
    ["more than a choice can hold", Array.from({ length: 201 }, (_, at) => ({ id: `c${at}`, title: `C ${at}` }))],
  ])("asks for the path where there are %s", (_, taxonomy) => {
    const { body } = parse(issueForm({ ...list, taxonomy })) as Form;
    expect(body.find(({ id }) => id === "categories")).toMatchObject({
      type: "textarea",
      validations: { required: true },
    });
  });
});
