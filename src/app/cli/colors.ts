import picocolors from "picocolors";
import type { CliIo } from "./io.ts";

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for a terminal; none where NO_COLOR (https://no-color.org) or a terminal without colours says so. */
export function colorsOf(io: CliIo): Colors {
  const isRefused = (io.env["NO_COLOR"] ?? "") !== "" || io.env["TERM"] === "dumb";
  return picocolors.createColors(io.isTerminal && !isRefused);
}
