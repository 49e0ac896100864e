/** What an installation was granted, by GitHub's names: `{ pull_requests: "write" }`. */
export type Granted = Readonly<Record<string, string>>;

export interface MissingPermission {
  /** GitHub's name, as `pull_requests`. */
  readonly name: string;
  readonly level: "read" | "write";
}

const levels = ["none", "read", "write", "admin"];

/**
 * What was not granted of what GitHub says a request takes; undefined where nothing is missing, or GitHub did not say. Of
 * several ways to be let in, the one that takes least.
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#insufficient-permission-errors
 *
 * @param accepted `issues=write; pull_requests=write`: one of the two; with commas: all of them
 */
export function findMissingPermission(accepted: string, granted: Granted): MissingPermission | undefined {
  const ways = accepted
    .split(";")
    .map((way) => way.split(",").flatMap(parsePermission))
    .filter((way) => way.length > 0)
    .map((way) => way.filter((wanted) => !isGranted(granted, wanted)));
  return ways.toSorted((a, b) => a.length - b.length)[0]?.[0];
}

/** Whether as much was granted. */
export function isGranted(granted: Granted, { name, level }: MissingPermission): boolean {
  const has = Object.hasOwn(granted, name) ? granted[name] : undefined;
  return levels.indexOf(has ?? "none") >= levels.indexOf(level);
}

/** `pull_requests=write` */
export function printPermission({ name, level }: MissingPermission): string {
  return `${name}=${level}`;
}

/** Empty where it is none that we could ask for. */
export function parsePermission(text: string): readonly MissingPermission[] {
  const { name, level } = /^\s*(?<name>[a-z_]{1,50})=(?<level>read|write)\s*$/.exec(text)?.groups ?? {};
  return name !== undefined && (level === "read" || level === "write") ? [{ name, level }] : [];
}
