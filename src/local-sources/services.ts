import { answerAsAcl } from "./acl.ts";
import { answerAsArxiv } from "./arxiv.ts";
import { answerAsCrossref } from "./crossref.ts";
import { answerAsDatacite } from "./datacite.ts";
import type { KnownPaper } from "./known-paper.ts";
import { answerAsOpenalex } from "./openalex.ts";
import { answerAsOpenreview } from "./openreview.ts";
import type { Question, Reply } from "./reply.ts";
import { answerAsSemanticScholar } from "./semantic-scholar.ts";

/** Each is the first part of its path here. */
export const services = {
  arxiv: answerAsArxiv,
  datacite: answerAsDatacite,
  crossref: answerAsCrossref,
  openreview: answerAsOpenreview,
  openalex: answerAsOpenalex,
  "semantic-scholar": answerAsSemanticScholar,
  acl: answerAsAcl,
} as const satisfies Readonly<Record<string, (question: Question, papers: readonly KnownPaper[]) => Reply>>;

export type ServiceName = keyof typeof services;

export const serviceNames = Object.keys(services) as readonly ServiceName[];
