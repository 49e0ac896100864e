import type { LocalGithub } from "../../src/local-github/start.ts";

/** Answers reads of this path with a shape that throws, for as long as it takes. Returns how to end that. */
export function breakRoute(github: Pick<LocalGithub, "fault">, path: RegExp): () => void {
  const broken = new RegExp(path);
  let isBroken = true;
  broken.test = (given) => isBroken && path.test(given);
  github.fault({ method: "GET", path: broken, status: 200, body: {}, times: Infinity });
  return () => {
    isBroken = false;
  };
}
