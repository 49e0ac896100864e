/**
 * Text from a file, safe on a terminal: control characters, which could move the cursor or hide what stands there,
 * become their pictures (␛), those that turn the direction of text their code points. Tabs stay.
 */
export function visibleText(text: string): string {
  return text.replaceAll(/(?!\t)[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, picture);
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "␡" : `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
