/**
 * The text of an HTML page, its beginning at least: by its byte order mark, else the `charset` of its Content-Type, else a declaration
 * among its first 1,024 bytes (https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding).
 * Where nothing is said it is UTF-8 if it is well-formed as such, else windows-1252.
 */
export function decodeHtml(bytes: Uint8Array, contentType: string): string {
  const mark =
    bytes[0] === 0xfe && bytes[1] === 0xff
      ? "utf-16be"
      : bytes[0] === 0xff && bytes[1] === 0xfe
        ? "utf-16le"
        : undefined;
  if (mark !== undefined) return decode(bytes, mark) ?? "";
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decode(bytes, "utf-8") ?? "";
  const named = charsetIn(contentType);
  const declared = declaredIn(new TextDecoder("latin1").decode(bytes.subarray(0, 1_024)));
  return (
    (named === undefined ? undefined : decode(bytes, named)) ??
    (declared === undefined ? undefined : decode(bytes, declared)) ??
    decode(bytes, "utf-8", true) ??
    decode(bytes, "windows-1252") ??
    ""
  );
}

/** A declaration that could be read is in no encoding of two bytes, whatever it says. */
function declaredIn(start: string): string | undefined {
  const declaration = /<meta\s[^>]{0,300}?charset[^>]{0,100}|<\?xml\s[^>]{0,100}?encoding[^>]{0,100}/i.exec(start)?.[0];
  const label =
    declaration === undefined ? undefined : charsetIn(declaration.replace(/^<\?xml.*encoding/is, "charset"));
  return label?.toLowerCase().startsWith("utf-16") ? "utf-8" : label;
}

function charsetIn(text: string): string | undefined {
  return /charset\s{0,10}=\s{0,10}["']?\s{0,10}([\w.:-]{1,40})/i.exec(text)?.[1];
}

/** Undefined where nobody knows the label, or, if `strict`, where the bytes are not in it. The last character may be cut. */
function decode(bytes: Uint8Array, label: string, strict = false): string | undefined {
  try {
    return new TextDecoder(label, { fatal: strict }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
