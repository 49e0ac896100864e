const longest = 200;

/** Outside text for a message: in double quotes, on one line, cut to 200 characters. Not escaped for any output. */
export function quote(text: string): string {
  if (text.length <= longest && !/[\p{Cc}\u2028\u2029]/u.test(text)) return `"${text}"`;
  const characters = Array.from(text.slice(0, longest * 2 + 2));
  const short = characters.length > longest ? `${characters.slice(0, longest).join("")}…` : text;
  return `"${short.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")}"`;
}
