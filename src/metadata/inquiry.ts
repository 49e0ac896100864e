import { queryKey, type PaperQuery } from "../list/paper-query.ts";
import {
  sourceNames,
  type LookUp,
  type PaperRecord,
  type SourceFailure,
  type SourceName,
} from "../list/paper-record.ts";
import type { SourceAnswer } from "./source.ts";

/** The sources that there are. */
export interface Sources {
  /** False also for a source that is not there. */
  knows(source: SourceName, query: PaperQuery): boolean;
  /** Never rejects. */
  ask(source: SourceName, query: PaperQuery): Promise<SourceAnswer>;
}

/** What has been learned about one question until now. */
export interface Inquiry {
  readonly query: PaperQuery;
  /** Of the paper: the first is who answered the question, then by how sure a source is. */
  records(): readonly PaperRecord[];
  readonly accept: (record: PaperRecord) => void;
  /** Replaces what was accepted but the first by what `change` makes of it. */
  amend(change: (record: PaperRecord) => PaperRecord): void;
  knows(source: SourceName, query: PaperQuery): boolean;
  /** Undefined where it cannot be asked, or was asked this before. Failures are noted. */
  ask(source: SourceName, query: PaperQuery): Promise<SourceAnswer | undefined>;
  lookUp(outcome: LookUp["outcome"], candidates?: readonly PaperRecord[]): LookUp;
  /** As if those that are asked now had failed to answer in time. */
  readonly soFar: () => LookUp;
}

export function createInquiry(query: PaperQuery, sources: Sources): Inquiry {
  let first: PaperRecord | undefined;
  let others: readonly PaperRecord[] = [];
  const failures = new Map<SourceName, SourceFailure>();
  const asked = new Set<string>();
  const pending = new Set<SourceName>();

  return {
    query,
    records,
    accept(record) {
      if (first === undefined) first = record;
      else others = [...others, record].toSorted((a, b) => rank(a) - rank(b));
    },
    amend(change) {
      others = others.map(change);
    },
    knows: (source, question) => sources.knows(source, question),
    async ask(source, question) {
      const key = `${source} ${queryKey(question)}`;
      if (asked.has(key) || !sources.knows(source, question)) return undefined;
      asked.add(key);
      pending.add(source);
      const answer = await sources.ask(source, question);
      pending.delete(source);
      if (answer.kind === "failed") failures.set(source, answer.failure);
      return answer;
    },
    lookUp: (outcome, candidates = []) => ({
      query,
      outcome,
      records: outcome === "found" ? records() : [],
      ...(candidates.length === 0 ? {} : { candidates }),
      failures: [...failures.values()],
    }),
    soFar() {
      const late = [...pending].map((source): SourceFailure => ({
        source,
        why: "timed-out",
        detail: "it has not answered yet",
      }));
      return {
        query,
        outcome: first === undefined ? "unavailable" : "found",
        records: records(),
        failures: [...failures.values(), ...late],
      };
    },
  };

  function records(): readonly PaperRecord[] {
    return first === undefined ? [] : [first, ...others];
  }
}

function rank(record: PaperRecord): number {
  return sourceNames.indexOf(record.source);
}
