/** The host of an address as sites are known by it: without `www.` and a last dot. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^www\./, "").replace(/\.$/, "");
}
