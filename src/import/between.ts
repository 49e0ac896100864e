/** The ends of an entry. */
export const start = "start";
export const end = "end";

/** Names the place between two slots that follow each other. */
export function between(a: string = start, b: string = end): string {
  return `${a}\u0000${b}`;
}
