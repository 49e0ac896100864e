const trackingName = /^(?:utm_[a-z]+|fbclid|gclid|spm|si|feature)$/i;

/** Takes from the address itself what only tells where a reader came from. */
export function dropTracking(url: URL): void {
  if (url.search === "") return;
  // Printing the query anew changes how it is written, so only where there is something to drop.
  const names = Array.from(url.searchParams.keys()).filter((name) => trackingName.test(name));
  for (const name of names) url.searchParams.delete(name);
}
