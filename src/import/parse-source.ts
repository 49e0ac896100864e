import type { Source } from "./source.ts";

/** The text to work on, and where each of its characters was. */
export function parseSource(original: string): Source {
  const start = original.startsWith("\uFEFF") ? 1 : 0;
  const returns = [...original.matchAll(/\r(?=\n)/g)].map(({ index }) => index);
  const lines = original.split("\n").length - 1;
  const text = returns.length === 0 ? original.slice(start) : original.slice(start).replaceAll("\r\n", "\n");
  return {
    text,
    original,
    newline: returns.length * 2 > lines ? "\r\n" : "\n",
    originalOffset: (offset) => originalOffset(returns, offset + start),
  };
}

/** `returns[i] - i` is where the i-th carriage return would stand if those before it were not there. */
function originalOffset(returns: readonly number[], offset: number): number {
  let low = 0;
  let high = returns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((returns[middle] ?? 0) - middle < offset) low = middle + 1;
    else high = middle;
  }
  return offset + low;
}
