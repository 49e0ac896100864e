/**
 * Servers of preprints and repositories of files, as indexes name them where a journal or conference should stand:
 * `arXiv (Cornell University)`, `CoRR abs/2406.09246`, `ArXiv preprint arXiv:2406.09246`, `SSRN Electronic Journal`, `PsyArXiv`.
 */
const server =
  /^(?:[a-z]{0,12}[ar]xiv(?:es)?(?![a-z])|corr(?:$|[\s,:(])|ssrn(?![a-z])|computing research repository|cornell university|research square|preprints(?:\.org)?$|(?:osf|peerj) preprints|authorea|zenodo|figshare|hal(?:$|[\s,(-])|researchgate|open ?review(?:\.net)?$)/i;

/** Whether a venue is no venue: a place where a paper can be had, and nobody decided that it be published. */
export function isPreprintServer(venue: string): boolean {
  return server.test(venue);
}
