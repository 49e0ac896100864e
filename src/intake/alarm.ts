/** An issue of ours that tells maintainers what they would not see by themselves. */
export interface Alarm {
  readonly about: "heartbeat" | "permission";
  /** What exactly, without spaces at its ends: one that a person closed is not made again for the same. */
  readonly cause: string;
}

/** One that is there, as its body's last line says. */
export interface KnownAlarm extends Alarm {
  readonly issue: number;
  readonly body: string;
  readonly isOpen: boolean;
  /** It was us who closed it, since all is well again. */
  readonly isOver: boolean;
}

export type AlarmPlan =
  | { readonly kind: "make" }
  | { readonly kind: "edit"; readonly present: KnownAlarm }
  | { readonly kind: "nothing" };

const mark =
  /\n<!-- awesome-papers:(?<kind>alarm|alarm-over) (?<about>heartbeat|permission) (?<cause>[\w:.=-]{1,80}) -->\s*$/;

/** The hidden last line of its body. */
export function printAlarm({ about, cause }: Alarm, kind: "alarm" | "alarm-over" = "alarm"): string {
  return `\n<!-- awesome-papers:${kind} ${about} ${cause} -->`;
}

/** What the body of an issue by our own account says it is; undefined for any other. */
export function parseAlarm(body: string): (Alarm & { readonly isOver: boolean }) | undefined {
  const { kind, about, cause } = mark.exec(body.slice(-200))?.groups ?? {};
  if ((about !== "heartbeat" && about !== "permission") || cause === undefined) return undefined;
  return { about, cause, isOver: kind === "alarm-over" };
}

/** The body of one that is over: what it said stays. */
export function endAlarm({ body, about, cause }: KnownAlarm): string {
  return body.replace(mark, "") + printAlarm({ about, cause }, "alarm-over");
}

/** One at a time about each: an open one is brought up to date, and one that a person closed stands for its cause. */
export function planAlarm({ about, cause }: Alarm, known: readonly KnownAlarm[]): AlarmPlan {
  const same = known.filter((one) => one.about === about);
  const present = same.find(({ isOpen }) => isOpen);
  if (present !== undefined) return { kind: "edit", present };
  const wasClosed = same.some((one) => one.cause === cause && !one.isOver);
  return wasClosed ? { kind: "nothing" } : { kind: "make" };
}
