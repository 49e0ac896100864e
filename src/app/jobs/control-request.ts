import type { Which } from "../../queue/job-desk.ts";

export type ControlRequest =
  | { readonly what: "list"; readonly limit: number }
  | { readonly what: "retry" | "drop"; readonly which: Which };

/** More lines than anybody reads. */
export const mostListed = 1000;

/** Undefined where it is none, whoever has sent it. */
export function parseControlRequest(text: string): ControlRequest | undefined {
  try {
    const { what, limit, which } = (JSON.parse(text) ?? {}) as Readonly<Record<string, unknown>>;
    if (what === "list" && typeof limit === "number" && Number.isInteger(limit) && limit >= 0 && limit <= mostListed)
      return { what, limit };
    if ((what === "retry" || what === "drop") && isWhich(which)) return { what, which };
    return undefined;
  } catch {
    return undefined;
  }
}

function isWhich(value: unknown): value is Which {
  return value === "all" || (Array.isArray(value) && value.every((one) => typeof one === "string"));
}
