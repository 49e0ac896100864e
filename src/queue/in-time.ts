/** An answer did not come in its time; what was asked for may happen all the same. */
export class TookTooLong extends Error {}

/** The answer, or `TookTooLong` after so many milliseconds. */
export async function inTime<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`No answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
