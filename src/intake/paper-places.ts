import type { ListAt } from "./pull-snapshot.ts";

/** Where each paper stands among those of the file, by id; of several with one id, the first. */
export function paperPlaces({ list, draft }: ListAt): ReadonlyMap<string, number> {
  const papers = (list ?? draft)?.papers ?? [];
  return new Map(papers.map(({ id }, index) => [id, index] as const).toReversed());
}
