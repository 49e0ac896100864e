/** A key or a column's heading as the name of a note: `Rare (Def)` is `rare-def`. */
export function noteName(text: string): string {
  const words = text.toLowerCase().match(/[\p{Ll}\p{Lo}\p{N}]+/gu) ?? [];
  return words.length === 0 ? "note" : words.slice(0, 6).join("-").slice(0, 60).replace(/-$/, "");
}
