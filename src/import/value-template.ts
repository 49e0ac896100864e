import type { StyleModel } from "./style-model.ts";
import type { ItemsStyle, ValueStyle } from "./value-style.ts";

/** How the value of this slot is printed. */
export function valueOf(key: string, model: StyleModel): string {
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
      return `{{ paper.${field}${style.html ? " | html_block" : ""} }}`;
    case "date":
      return orKept(key, `{{ paper.date | date: "${style.format}" }}`, model);
    case "names":
      return orKept(key, printNames(field, style), model);
    case "items":
      return field === "links"
        ? printLinks(groupName(key, model), style)
        : printTexts(field === "marks" ? groupName(key, model) : `paper.${field}`, style);
  }
}

/** Of a part that is kept without the text around it. */
function orKept(key: string, value: string, { absorbing }: StyleModel): string {
  const isPart = (key === "date" || key === "authors") && !absorbing.has(key);
  return isPart ? `{% if paper.asWritten.${key} %}{{ paper.asWritten.${key} }}{% else %}${value}{% endif %}` : value;
}

function printNames(field: string, { separator, last, pair }: ValueStyle & { kind: "names" }): string {
  if (last === separator && pair === separator && !/["\\]|\{[{%]/.test(separator))
    return `{{ paper.${field} | join: "${separator.replaceAll("\n", "\\n")}" }}`;
  const betweenTwo =
    pair === last
      ? printLiteral(last)
      : `{% if forloop.length == 2 %}${printLiteral(pair)}{% else %}${printLiteral(last)}{% endif %}`;
  return `{% for name in paper.${field} %}{% unless forloop.first %}{% if forloop.last %}${betweenTwo}{% else %}${printLiteral(separator)}{% endif %}{% endunless %}{{ name }}{% endfor %}`;
}

function printLinks(group: string, { separator, forms, form, labels }: ItemsStyle): string {
  const others = [...new Set([...forms.keys(), ...labels.keys()])].map(
    (kind) => `{% when "${kind}" %}${printForm(forms.get(kind) ?? form, "link", labels.get(kind))}`,
  );
  const item =
    others.length === 0
      ? printForm(form, "link")
      : `{% case link.kind %}${others.join("")}{% else %}${printForm(form, "link")}{% endcase %}`;
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

/** @param label of a link that has none of its own, where it is not what such links are called anywhere */
function printForm(form: string, link: string, label?: string): string {
  return form
    .split("\u0001")
    .map((part, at) => (at % 2 === 0 ? printLiteral(part) : `{{ ${holes[part] ?? valueIn(part)} }}`))
    .join("");

  function valueIn(part: string): string {
    // What would end the text in the template is no label to fall back on.
    return part === "label" && label !== undefined && !/["\\{}%]/.test(label)
      ? `${link}.ownLabel | default: "${label}"`
      : `${link}.${part}`;
  }
}

/** Text that LiquidJS prints as it is. */
export function printLiteral(text: string): string {
  return /\{[{%]/.test(text) ? `{% raw %}${text}{% endraw %}` : text;
}

/** Groups of links and of marks are named where there are several, else taken from the paper as they are. */
export function groupName(key: string, model: StyleModel): string {
  const [field = ""] = key.split(/[:#]/);
  const style = model.values.get(key);
  if (style?.kind === "items" && style.classes !== undefined) return key.replaceAll(/[^a-z0-9]+/gi, "_");
  if (field === "marks") return "paper.marks";
  return linksOf(model);
}

/** All links but the one around the title or the date, where there is such a one. */
export function linksOf({ order }: Pick<StyleModel, "order">): string {
  return order.some((key) => key.startsWith("open")) ? "paper.otherLinks" : "paper.everyLink";
}
