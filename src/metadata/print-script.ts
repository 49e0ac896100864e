import { findSymbol } from "./latex-symbol.ts";

/** Marks that stand beside a letter as they are. */
const bare: Readonly<Record<string, string>> = { "*": "*", "∗": "*", "∘": "°", "′": "′", "†": "†", "‡": "‡", "'": "′" };

const longest = 40;

/**
 * A superscript (`^`) or subscript (`_`) as Unicode has it: `2` to ², `t+1` to ᵗ⁺¹, `0.5` to ₀.₅. Words, and what Unicode has not, stay
 * readable and searchable behind their mark: `_total`, `^(n × d)`.
 */
export function printScript(mark: "^" | "_", text: string): string {
  const script = text.trim();
  if (script === "" || /^(?:st|nd|rd|th)$/.test(script)) return script;
  if (mark === "^" && Object.hasOwn(bare, script)) return bare[script] ?? script;
  if (script.length > longest) return `${mark}(${script})`;
  const characters = Array.from(script.replaceAll("−", "-"), (character) =>
    character === "." || character === "," ? character : findSymbol(`${mark}{${character}}`),
  );
  if (!/[a-z].*[a-z]/i.test(script) && characters.every((one) => one !== undefined)) {
    return characters.join("");
  }
  return /^(?:[\p{L}\p{N}]+|.)$/u.test(script) ? mark + script : `${mark}(${script})`;
}
