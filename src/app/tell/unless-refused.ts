import { Refused } from "../../github/github-error.ts";

/** What was asked for, or undefined where GitHub refuses it. */
export async function unlessRefused<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
