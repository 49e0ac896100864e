/** Whether comment or abstract say that a paper on arXiv was taken back: https://info.arxiv.org/help/withdraw.html */
export function isWithdrawn(comment: string, abstract: string): boolean {
  return /\bwithdrawn\b(?! from (?!arxiv))|\bremoved by arxiv\b/i.test(comment) || isWithdrawalNotice(abstract);
}

/** Whether what stands in the abstract's place is the notice of it, and tells nothing of the paper. */
export function isWithdrawalNotice(abstract: string): boolean {
  const start = abstract.trimStart().slice(0, 200);
  return /^(?:(?:the|this) (?:paper|article|manuscript|submission|preprint|work|e-?print|version)\b[^.]{0,60}\b|\(?)(?:withdrawn\b|removed by arxiv\b)/i.test(
    start,
  );
}
