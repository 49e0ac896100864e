import { glueBetween } from "./literal-glue.ts";
import { end, partOf, start, type StyleModel } from "./style-model.ts";
import type { ItemsStyle, ValueStyle } from "./value-style.ts";

/** The LiquidJS template that prints entries of this style, each with its last line end. */
export function styleTemplate(model: StyleModel): string {
  const { order } = model;
  const body = [...order, end].map((key, at) => pieceOf(model, key, at)).join("");
  return `{% if paper.asWritten.entry %}{{ paper.asWritten.entry }}{% else %}${assigns(model)}${body}{% endif %}\n`;
}

function pieceOf(model: StyleModel, key: string, at: number): string {
  if (key === end) return beforeOf(model, key, at);
  const value = beforeOf(model, key, at) + valueOf(key, model);
  const part = partOf({ key }, model);
  const written = part === "authors" || part === "links" ? `{% if paper.asWritten.${part} %}{{ paper.asWritten.${part} }}{% else %}${value}{% endif %}` : value;
  return isSure(key, model) ? written : `{% if ${presence(key, model)} %}${written}{% endif %}`;
}

/** What stands before a slot: by the nearest slot before it that is there. */
function beforeOf(model: StyleModel, key: string, at: number): string {
  const branches: { readonly when: string | undefined; readonly text: string }[] = [];
  for (const before of [start, ...model.order.slice(0, at)].toReversed()) {
    const isLast = before === start || isSure(before, model);
    const part = before === start ? undefined : partOf({ key: before }, model);
    const literal = printLiteral(glueBetween(model, before, key));
    const text = part === "authors" || part === "links" ? `{% unless paper.asWritten.${part} %}${literal}{% endunless %}` : literal;
    branches.push({ when: isLast ? undefined : presence(before, model), text });
    if (isLast) break;
  }
  return printBranches(branches);
}

function printBranches(branches: readonly { readonly when: string | undefined; readonly text: string }[]): string {
  const last = branches.at(-1)?.text ?? "";
  // A branch that prints what comes after all of them is none.
  const needed = branches.slice(0, branches.findLastIndex(({ text }) => text !== last) + 1);
  if (needed.length === 0) return last;
  const tests = needed.map(({ when = "true", text }, at) => `{% ${at === 0 ? "if" : "elsif"} ${when} %}${text}`);
  return `${tests.join("")}${last === "" ? "" : `{% else %}${last}`}{% endif %}`;
}

/** Any paper has it; what is only always there in this list may be missing of the next one. */
function isSure(key: string, model: StyleModel): boolean {
  return /^(?:title|titleRest|number|cell)\b/.test(key) || (model.always.has(key) && /^(?:open|close)\b/.test(key));
}

function presence(key: string, model: StyleModel): string {
  const [field = "", name = ""] = key.replace(/#\d+$/, "").split(":");
  switch (field) {
    case "links": {
      const some = `${groupName(key, model)}.size > 0`;
      return key === model.links ? `paper.asWritten.links or ${some}` : some;
    }
    case "open":
    case "close":
      return "paper.headLink";
    case "marks":
      return `${groupName(key, model)}.size > 0`;
    case "authors":
    case "institutions":
    case "tags":
      return `paper.${field}.size > 0`;
    case "arxiv":
      return "paper.identifiers.arxiv";
    case "note":
      return `paper.notes["${name}"]`;
    default:
      return `paper.${field}`;
  }
}

/** Groups of links and of marks are named where there are several, else taken from the paper as they are. */
function groupName(key: string, model: StyleModel): string {
  const [field = ""] = key.split(/[:#]/);
  const style = model.values.get(key);
  if (style?.kind === "items" && style.classes !== undefined) return key.replaceAll(/[^a-z0-9]+/gi, "_");
  if (field === "marks") return "paper.marks";
  return model.order.some((other) => other.startsWith("open")) ? "paper.otherLinks" : "paper.everyLink";
}

function assigns(model: StyleModel): string {
  return model.order
    .map((key) => {
      const style = model.values.get(key);
      if (style?.kind !== "items" || style.classes === undefined || !/^(?:links|marks)\b/.test(key)) return "";
      const isLinks = key.startsWith("links");
      const source = isLinks ? (model.order.some((other) => other.startsWith("open")) ? "paper.otherLinks" : "paper.everyLink") : "paper.marks";
      const test = [...style.classes].map((name) => `item${isLinks ? ".kind" : ""} == '${name.replaceAll("'", "")}'`).join(" or ");
      return `{% assign ${groupName(key, model)} = ${source} | where_exp: "item", "${test === "" ? "false" : test}" %}`;
    })
    .join("");
}

function valueOf(key: string, model: StyleModel): string {
  const style = model.values.get(key) ?? { kind: "plain", html: false };
  const [field = "", name = ""] = key.replace(/#\d+$/, "").split(":");
  switch (field) {
    case "cell":
      return "";
    case "open":
      return "[";
    case "close":
      return style.kind === "items" ? printForm(style.form, "paper.headLink") : "";
    case "number":
      return "{{ number }}";
    case "arxiv":
      return "{{ paper.identifiers.arxiv }}";
    case "note":
      return `{{ paper.notes["${name}"] }}`;
    default:
      return printValue(field, key, style, model);
  }
}

function printValue(field: string, key: string, style: ValueStyle, model: StyleModel): string {
  switch (style.kind) {
    case "plain":
      return `{{ paper.${field}${style.html ? " | html" : ""} }}`;
    case "date":
      return `{% if paper.asWritten.date %}{{ paper.asWritten.date }}{% else %}{{ paper.date | date: "${style.format}" }}{% endif %}`;
    case "names":
      return printNames(field, style);
    case "items":
      return field === "links" ? printLinks(groupName(key, model), style) : printTexts(field === "marks" ? groupName(key, model) : `paper.${field}`, style);
  }
}

function printNames(field: string, { separator, last, pair }: ValueStyle & { kind: "names" }): string {
  if (last === separator && pair === separator && !/["\\]|\{[{%]/.test(separator)) return `{{ paper.${field} | join: "${separator.replaceAll("\n", "\\n")}" }}`;
  const betweenTwo = pair === last ? printLiteral(last) : `{% if forloop.length == 2 %}${printLiteral(pair)}{% else %}${printLiteral(last)}{% endif %}`;
  return `{% for name in paper.${field} %}{% unless forloop.first %}{% if forloop.last %}${betweenTwo}{% else %}${printLiteral(separator)}{% endif %}{% endunless %}{{ name }}{% endfor %}`;
}

function printLinks(group: string, { separator, forms, form }: ItemsStyle): string {
  const others = [...forms].map(([kind, own]) => `{% when "${kind}" %}${printForm(own, "link")}`);
  const item = others.length === 0 ? printForm(form, "link") : `{% case link.kind %}${others.join("")}{% else %}${printForm(form, "link")}{% endcase %}`;
  return `{% for link in ${group} %}{% unless forloop.first %}${printLiteral(separator)}{% endunless %}${item}{% endfor %}`;
}

function printTexts(group: string, { separator }: ItemsStyle): string {
  return `{% for item in ${group} %}{% unless forloop.first %}${printLiteral(separator)}{% endunless %}{{ item }}{% endfor %}`;
}

const holes: Readonly<Record<string, string>> = {
  arxiv: "paper.identifiers.arxiv",
  repository: "paper.repository",
  year: "paper.year",
  venue: "paper.venue",
  nickname: "paper.nickname",
  title: "paper.title",
};

function printForm(form: string, link: string): string {
  return form
    .split("\u0001")
    .map((part, at) => (at % 2 === 0 ? printLiteral(part) : `{{ ${holes[part] ?? `${link}.${part}`} }}`))
    .join("");
}

/** Text that LiquidJS prints as it is. */
export function printLiteral(text: string): string {
  return /\{[{%]/.test(text) ? `{% raw %}${text}{% endraw %}` : text;
}


