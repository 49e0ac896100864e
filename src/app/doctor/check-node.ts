import type { Finding } from "./finding.ts";

/** The line that tests and benchmarks run on. Older ones than the package takes do not get as far as this. */
const testedMajor = 24;

/** @param version as `process.versions.node` has it */
export function checkNode(version: string): Finding {
  const major = Number(version.split(".")[0]);
  if (major === testedMajor) return { kind: "right", about: "node", message: `Node ${version}.` };
  return {
    kind: "doubtful",
    about: "node",
    message: `Node ${version}; the tests run on ${testedMajor}.`,
    remedy: `Install Node ${testedMajor}: https://nodejs.org/en/download`,
  };
}
