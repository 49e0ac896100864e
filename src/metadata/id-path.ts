/**
 * An identifier as the end of a path: `10.18653/v1/n18-3011` keeps its slashes, as the services write it.
 * One with a part that would lead out of the path (`..`) is one segment.
 */
export function idPath(value: string): string {
  const parts = value.toWellFormed().split("/");
  const encoded = parts.map(encodeURIComponent);
  return encoded.join(parts.some((part) => /^\.{0,2}$/.test(part)) ? "%2F" : "/");
}
