import type { Finding } from "./finding.ts";

/** Seconds. A token's time of issue is set back by 30 s, so that a clock may be that much ahead. */
const noticed = 30;
/** Seconds, as GitHub advises to allow for. https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
const refused = 60;

/** @param secondsAhead of this machine's clock against GitHub's; negative where it is behind */
export function checkClock(secondsAhead: number | undefined): Finding {
  if (secondsAhead === undefined) {
    return { kind: "unchecked", about: "clock", message: "GitHub did not say what time it is." };
  }
  const off = Math.abs(Math.round(secondsAhead));
  if (off <= noticed) return { kind: "right", about: "clock", message: `${off} s off GitHub's.` };
  const message = `${off} s ${secondsAhead > 0 ? "ahead of" : "behind"} GitHub's`;
  return {
    kind: off > refused ? "wrong" : "doubtful",
    about: "clock",
    message: off > refused ? `${message}: GitHub may refuse to sign the App in.` : `${message}.`,
    remedy: "Let the machine keep time by NTP: `sudo timedatectl set-ntp true`.",
  };
}
