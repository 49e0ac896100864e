/** Sources by their path under `templates/`: `README.md.liquid`, `README.md/papers.liquid`, `entry.liquid`, `bot/ready.liquid`. */
export type Templates = ReadonlyMap<string, string>;

/** A repository's own templates replace the packaged ones of the same name. */
export function mergeTemplates(packaged: Templates, own: Templates): Templates {
  return own.size === 0 ? packaged : new Map([...packaged, ...own]);
}

/** `entry` and `entry.liquid` name the same template. */
export function templatePath(name: string): string {
  return name.endsWith(".liquid") ? name : `${name}.liquid`;
}
