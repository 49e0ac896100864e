/** A way to say which paths a route answers: `:name` is one segment, `:name+` all the rest. */
export function compilePath(pattern: string): RegExp {
  const source = pattern
    .split("/")
    .map((segment) => {
      if (!segment.startsWith(":")) return segment.replaceAll(/[.[\]]/gu, String.raw`\$&`);
      return segment.endsWith("+") ? `(?<${segment.slice(1, -1)}>.+)` : `(?<${segment.slice(1)}>[^/]+)`;
    })
    .join("/");
  return new RegExp(`^${source}$`, "u");
}

export interface Match<T> {
  readonly route: T;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the first route that answers; parameters come back decoded. */
export function createRouter<T extends { readonly method: string; readonly path: string }>(
  routes: readonly T[],
): (method: string, path: string) => Match<T> | undefined {
  const compiled = routes.map((route) => ({ route, pattern: compilePath(route.path) }));
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      const groups = route.method === method ? pattern.exec(path)?.groups : undefined;
      if (groups === undefined && !(route.method === method && pattern.test(path))) continue;
      const params = Object.entries(groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)] as const);
      return { route, params: Object.fromEntries(params) };
    }
    return undefined;
  };
}
