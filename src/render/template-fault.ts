import type { Position, ProblemCode } from "../list/problem.ts";

export interface FaultFacts {
  readonly code: ProblemCode;
  readonly given?: string;
  readonly nearest?: string;
  readonly allowed?: readonly string[];
  readonly example?: string;
}

/** A fault in a template, thrown out of LiquidJS and caught where rendering began, where it becomes a Problem. */
export class TemplateFault extends Error {
  readonly facts: FaultFacts;
  readonly place: { readonly file: string | undefined; readonly position: Position } | undefined;

  constructor(message: string, facts: FaultFacts, place?: TemplateFault["place"]) {
    super(message);
    this.name = "TemplateFault";
    this.facts = facts;
    this.place = place;
  }
}
