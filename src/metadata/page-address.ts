import { isIP } from "node:net";
import { urlMistake } from "../list/url.ts";
import { PageFault } from "./page-fault.ts";

/** Ports are told as `URL.port` does: empty for the scheme's own. */
export type IsPort = (port: string) => boolean;

/**
 * The address of a page that may be asked for: http or https, the scheme's own port, no name or password, a host with a name.
 * Numbers are refused in every spelling (`URL` has made them one), so that every host goes through the look-up that judges it.
 */
export function pageAddress(text: string, isPort: IsPort): URL {
  const mistake = urlMistake(text);
  if (mistake !== undefined) throw refused(`its address ${mistake}`);
  const url = new URL(text);
  if (url.hostname.startsWith("[") || isIP(url.hostname) !== 0) throw refused("its host is an IP address, not a name");
  if (!isPort(url.port)) throw refused("its port is not the usual one");
  url.hash = "";
  return url;
}

/** Where a redirect leads, by the same rules; never from https to http. */
export function redirectAddress(from: URL, location: string, isPort: IsPort): URL {
  if (!URL.canParse(location, from.href)) throw new PageFault("nonsense", "it redirects to what is no address");
  const to = new URL(location, from);
  if (from.protocol === "https:" && to.protocol === "http:") throw refused("it redirects from https to http");
  return pageAddress(to.href, isPort);
}

function refused(detail: string): PageFault {
  return new PageFault("refused", detail);
}
