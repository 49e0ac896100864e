import { arxivMonth, identifierUrl, parseIdentifier } from "../list/identifiers.ts";
import type { EntryReading, ImportRemark, LinkSpan } from "./entry-reading.ts";

/** The reading with what is wrong in its entry, or was guessed, for people to look at. */
export function withRemarks(reading: EntryReading): EntryReading {
  const { source, fields, title } = reading;
  const links = fields.filter((field): field is LinkSpan => field.field === "link");
  const remarks: ImportRemark[] = [...reading.remarks, ...links.flatMap((link) => linkRemarks(link))];
  if (links.length === 0) remarks.push({ code: "no-link", span: source.span, message: "It has no link." });
  if (title === undefined)
    remarks.push({
      code: "no-title",
      span: source.span,
      message: "No title could be told; it is kept as it is written.",
    });
  const ids = new Set(links.flatMap((link) => (link.kind === "paper" ? arxivIdOf(link) : [])));
  if (ids.size > 1) {
    const message = `It leads to ${ids.size} papers at arXiv, ${[...ids].slice(0, 3).join(", ")}: the first is taken for its own.`;
    remarks.push({ code: "two-papers", span: source.span, message });
  }
  return { ...reading, remarks: [...remarks, ...dateRemarks(reading, links)] };
}

function linkRemarks({ value, span, url, label }: LinkSpan): readonly ImportRemark[] {
  const name = label === undefined ? "A link" : `The link “${label.value}”`;
  if (value.trim() === "" || value === "#")
    return [{ code: "empty-link", span, message: `${name} leads nowhere: add its address or remove it.` }];
  if (!URL.canParse(value)) return [{ code: "broken-link", span, message: `${name} has no full address: ${value}` }];
  const identifier = parseIdentifier(value);
  if (identifier?.kind !== "arxiv") return [];
  const canonical = identifierUrl(identifier);
  return value === canonical
    ? []
    : [
        {
          code: "not-canonical",
          span: url,
          message: `The paper's page is ${canonical}, and the link leads to ${value}.`,
        },
      ];
}

function arxivIdOf({ value }: LinkSpan): readonly string[] {
  const identifier = parseIdentifier(value);
  return identifier?.kind === "arxiv" ? [identifier.value] : [];
}

function dateRemarks({ fields }: EntryReading, links: readonly LinkSpan[]): readonly ImportRemark[] {
  const date = fields.find((field) => field.field === "date");
  if (date === undefined) return [];
  const { value, span } = date;
  if (value === undefined) return [{ code: "bad-date", span, message: "There is no such day or month." }];
  const [first] = links.flatMap((link) => arxivIdOf(link).flatMap((id) => arxivMonth(id) ?? [])).toSorted();
  if (first === undefined || value.length < 7 || value.slice(0, 7) >= first) return [];
  const months = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  const early = months(first) - months(value);
  if (early === 12)
    return [
      {
        code: "date-a-year-off",
        span,
        message: `It came to arXiv in ${first}, twelve months after this date: the year may be wrong.`,
      },
    ];
  return [{ code: "date-before-arxiv", span, message: `It came to arXiv in ${first}, after this date.` }];
}
