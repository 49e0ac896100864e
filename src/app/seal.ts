import { createHmac } from "node:crypto";

/** Makes a text ours: only who holds the key can make the same seal. */
export type Seal = (text: string) => string;

/**
 * A person who may write in a repository may also edit our comments there, and GitHub still names us as their author.
 * So what a later look relies on is sealed. A new key voids the seals of the old one: an approval has to be repeated.
 */
export function createSeal(key: string): Seal {
  return (text) => createHmac("sha256", key).update(`awesome-papers comment\0${text}`).digest("base64url").slice(0, 32);
}
