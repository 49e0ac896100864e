import { end, start } from "./between.ts";
import { hasBothTitles, isSure } from "./is-sure.ts";
import { glueBetween } from "./literal-glue.ts";
import type { Part, StyleModel } from "./style-model.ts";
import type { ItemsStyle, ValueStyle } from "./value-style.ts";

/**
 * The LiquidJS template that prints entries of this style, each with its last line end. Papers with a note `layout` are printed
 * by the template that goes with it.
 */
export function styleTemplate(
  model: StyleModel,
  layouts: readonly { readonly layout: string; readonly name: string }[] = [],
): string {
  const others = layouts.map(
    ({ layout, name }) => `{% elsif paper.layout == "${layout}" %}{% render "${name}", paper: paper, number: number %}`,
  );
  return `{% if paper.asWritten.entry %}{{ paper.asWritten.entry }}${others.join("")}{% else %}${layoutTemplate(model)}{% endif %}\n`;
}

/** The same without the line end, for entries that are printed from their fields. */
export function layoutTemplate(model: StyleModel): string {
  const { order } = model;
  let body = assigns(model);
  for (let at = 0; at < order.length;) {
    const part = absorbedPart(order[at], model);
    const next = part === undefined ? at + 1 : endOfPart(model, at, part);
    body += part === undefined ? pieceOf(model, at) : printPart(model, at, next, part);
    at = next;
  }
  body += beforeOf(model, order.length);
  return model.pads === "" ? body : `{% capture row %}${body}{% endcapture %}{{ row | pad_cells: "${model.pads}" }}`;
}

/** Slots that are kept as one where they are written otherwise. */
function printPart(model: StyleModel, at: number, next: number, part: Part): string {
  const places = Array.from({ length: next - at }, (_, index) => at + index);
  const kept = `paper.asWritten.${part}`;
  const isAlone = places.length === 1;
  const inner = places
    .map((place) =>
      isAlone ? beforeOf(model, place) + valueOf(model.order[place] ?? "", model) : pieceOf(model, place),
    )
    .join("");
  const printed = `{% if ${kept} %}{{ ${kept} }}{% else %}${inner}{% endif %}`;
  const key = model.order[at] ?? "";
  return !isAlone || isSure(key, model) ? printed : `{% if ${kept} or ${presence(key, model)} %}${printed}{% endif %}`;
}

function endOfPart({ order, parts }: StyleModel, at: number, part: Part): number {
  let next = at + 1;
  while (next < order.length && parts.get(order[next] ?? "") === part) next += 1;
  return next;
}

function absorbedPart(key: string | undefined, { parts, absorbing }: StyleModel): Part | undefined {
  const part = key === undefined ? undefined : parts.get(key);
  return part !== undefined && absorbing.has(part) ? part : undefined;
}

function pieceOf(model: StyleModel, at: number): string {
  const key = model.order[at] ?? "";
  const piece = beforeOf(model, at) + valueOf(key, model);
  return isSure(key, model) ? piece : `{% if ${presence(key, model)} %}${piece}{% endif %}`;
}

/** What stands before the slot at this place, or behind the last one: by the nearest slot before it that is there. */
function beforeOf(model: StyleModel, at: number): string {
  const key = model.order[at] ?? end;
  const branches: { readonly when: string | undefined; readonly text: string }[] = [];
  const asked = new Set<string>();
  for (const before of [start, ...model.order.slice(0, at)].toReversed()) {
    const test = presence(before, model);
    if (asked.has(test)) continue;
    asked.add(test);
    // What is there whenever this slot is, as the two ends of one link, needs no test.
    const isLast = before === start || isSure(before, model) || test === presence(key, model);
    const part = absorbedPart(before, model);
    const literal = printLiteral(glueBetween(model, before, key));
    const isOver = part !== undefined && part !== absorbedPart(key, model);
    const text = isOver && literal !== "" ? `{% unless paper.asWritten.${part} %}${literal}{% endunless %}` : literal;
    const kept = isOver ? `paper.asWritten.${part} or ` : "";
    branches.push({ when: isLast ? undefined : kept + test, text });
    if (isLast) break;
  }
  return printBranches(branches);
}

function printBranches(branches: readonly { readonly when: string | undefined; readonly text: string }[]): string {
  const last = branches.at(-1)?.text ?? "";
  // A branch that prints what comes after all of them is none.
  const needed = branches.slice(0, branches.findLastIndex(({ text }) => text !== last) + 1);
  const [first, ...others] = needed;
  if (first === undefined) return last;
  if (others.length === 0 && first.text === "" && first.when !== undefined)
    return `{% unless ${first.when} %}${last}{% endunless %}`;
  const tests = needed.map(({ when = "true", text }, at) => `{% ${at === 0 ? "if" : "elsif"} ${when} %}${text}`);
  return `${tests.join("")}${last === "" ? "" : `{% else %}${last}`}{% endif %}`;
}

function presence(key: string, model: StyleModel): string {
  const [field = "", name = ""] = key.replace(/#\d+$/, "").split(":");
  switch (field) {
    case "links":
      return `${groupName(key, model)}.size > 0`;
    case "open":
    case "close":
      return "paper.headLink";
    case "title":
      return hasBothTitles(model) ? "paper.nickname == nil" : "paper.title";
    case "titleRest":
      return hasBothTitles(model) ? "paper.nickname" : "paper.title";
    case "marks":
      return `${groupName(key, model)}.size > 0`;
    case "authors":
    case "institutions":
    case "tags":
      return `paper.${field}.size > 0`;
    case "arxiv":
      return "paper.identifiers.arxiv";
    case "date":
      return model.isDateOrVenue ? "paper.date and paper.venue == nil" : "paper.date";
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
      const source = isLinks
        ? model.order.some((other) => other.startsWith("open"))
          ? "paper.otherLinks"
          : "paper.everyLink"
        : "paper.marks";
      const test = [...style.classes]
        .map((name) => `item${isLinks ? ".kind" : ""} == '${name.replaceAll("'", "")}'`)
        .join(" or ");
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
    return part === "label" && label !== undefined ? `${link}.ownLabel | default: "${label}"` : `${link}.${part}`;
  }
}

/** Text that LiquidJS prints as it is. */
export function printLiteral(text: string): string {
  return /\{[{%]/.test(text) ? `{% raw %}${text}{% endraw %}` : text;
}
