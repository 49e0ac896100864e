import type { Call, World } from "./world.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** The page asked for, with a `Link` to those before and after it. */
export function paged<T>(world: World, call: Call, all: readonly T[]): Page<T> {
  const each = clamp(Number(call.query.get("per_page") ?? 30), 1, 100);
  const last = Math.max(1, Math.ceil(all.length / each));
  const page = clamp(Number(call.query.get("page") ?? 1), 1, Number.MAX_SAFE_INTEGER);
  const linkTo = (number: number, rel: string): string => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(number));
    return `<${world.url}${call.path}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [linkTo(page - 1, "prev"), linkTo(1, "first")] : []),
    ...(page < last ? [linkTo(page + 1, "next"), linkTo(last, "last")] : []),
  ];
  const items = all.slice((page - 1) * each, page * each);
  return { items, headers: links.length === 0 ? {} : { link: links.join(", ") } };
}

function clamp(value: number, least: number, most: number): number {
  return Number.isInteger(value) ? Math.min(most, Math.max(least, value)) : least;
}
