import type { IdentifierKind } from "./paper.ts";
import type { ProblemCode } from "./problem.ts";

/**
 * What a value in `list.json` may be. One description that the check, the printer and the JSON Schema are all made from,
 * so that they cannot disagree.
 */
export type Shape =
  | LineShape
  | TextShape
  | FlagShape
  | ChoiceShape
  | CategoryShape
  | ListShape
  | MapShape
  | TextOrMapShape
  | ObjectShape;

/** Text on one line, with something in it. */
export interface LineShape {
  readonly kind: "line";
  /** A regular expression for the whole of it, the same in JavaScript and JSON Schema. */
  readonly pattern?: string;
  /** What is wrong with a text that does not fit the pattern, in words after the field's name. */
  readonly mistake?: string;
  readonly code?: ProblemCode;
  /** The canonical form is given as nearest when the text is another form of it. */
  readonly identifier?: IdentifierKind;
  readonly example: string;
}

/** Text of any number of lines, with something in it. */
export interface TextShape {
  readonly kind: "text";
}

export interface FlagShape {
  readonly kind: "flag";
}

export interface ChoiceShape {
  readonly kind: "choice";
  readonly values: readonly string[];
}

/** The path of a leaf of the list's own taxonomy. */
export interface CategoryShape {
  readonly kind: "category";
}

export interface ListShape {
  readonly kind: "list";
  readonly of: () => Shape;
  readonly unique?: boolean;
  readonly atLeastOne?: boolean;
}

/** Values by names that are free, but for their pattern. */
export interface MapShape {
  readonly kind: "map";
  readonly names: string;
  /** What is wrong with a name that does not fit the pattern, in words after it. */
  readonly nameMistake: string;
  readonly nameExample: string;
  readonly of: Shape;
}

/** One text for all, or texts by names. */
export interface TextOrMapShape {
  readonly kind: "text-or-map";
  readonly map: MapShape;
}

export interface ObjectShape {
  readonly kind: "object";
  /** What one is called, and its name among the definitions of the schema. */
  readonly name: string;
  /** In the one order in which they are printed. */
  readonly keys: ReadonlyMap<string, KeyShape>;
  /** At least one of these must be there with something in it. */
  readonly oneOf?: readonly string[];
}

export interface KeyShape {
  readonly shape: Shape;
  readonly required?: boolean;
  /** What stands there, for editors. */
  readonly description?: string;
}
