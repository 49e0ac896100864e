/**
 * How entries of one kind are written, inferred from all of them: which fields, in what order, and what stands between.
 * One style is one template.
 */
export interface EntryStyle {
  /** Of the template: `entry`, `entry-2`. */
  readonly name: string;
  /** LiquidJS: `templates/NAME.liquid`; prints one entry with its last line end. */
  readonly template: string;
  /** Templates of its layouts, without a line end. */
  readonly layouts: readonly { readonly name: string; readonly template: string }[];
}

/** By path under `templates/`, with those of their layouts. */
export function entryTemplates(styles: readonly EntryStyle[]): Map<string, string> {
  return new Map(
    styles.flatMap((style) =>
      [style, ...style.layouts].map(({ name, template }) => [`${name}.liquid`, template] as const),
    ),
  );
}

/** What is printed of an entry as it was written; `entry`: all of it. */
export interface KeptText {
  readonly authors?: string;
  readonly date?: string;
  readonly links?: string;
  readonly entry?: true;
}

export interface InferredStyles {
  /** The first is that of most entries. */
  readonly styles: readonly EntryStyle[];
  /** Where some entries of a section are written otherwise than its others: the note `layout` that leads to their own template. */
  readonly layoutOf: (index: number) => string | undefined;
  /** By index of a reading: which style its section has. */
  readonly styleOf: readonly number[];
  /** Whether the style of this entry has a place for the field: what an entry does not say there must not be in its paper. */
  readonly prints: (index: number, field: string) => boolean;
  /** What must be kept of this entry so that its style prints it as it was; `forced`: all parts that can be kept by themselves. */
  readonly keptOf: (index: number, forced: boolean) => KeptText;
}
