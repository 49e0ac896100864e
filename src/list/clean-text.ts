/**
 * Characters that show nothing but change how text around them shows: controls but tab and line feed, bidirectional marks,
 * zero-width ones, fillers, tags. By number: in a source file they would do what they do.
 */
const hiddenRanges =
  "0-8 b-c e-1f 7f-9f ad 61c 115f-1160 180e 200b 200e-200f 202a-202e 2060-206f 3164 feff ffa0 fff9-fffb e0000-e007f";
const hidden = new RegExp(`[${hiddenRanges.replaceAll(/[0-9a-f]+/g, String.raw`\u{$&}`).replaceAll(" ", "")}]`, "gu");

/** Joiners shape letters of Indic and Persian text and hold emoji together; between Latin letters they only hide. */
const strayJoiner =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Mn}\p{Mc}])[\u200c\u200d]+/gu;

/** Text of one line as people see it: no hidden characters, line breaks and runs of spaces one space, composed (NFC), whole code points. */
export function cleanLine(text: string): string {
  return clean(text).replaceAll(/\s+/gu, " ").trim();
}

/** Text of several lines, likewise; lines stay, at most one empty one between. */
export function cleanText(text: string): string {
  const lines = clean(text.replaceAll(/\r\n?|\u2028|\u2029/g, "\n")).split("\n");
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .replaceAll(/^\n+|\n+$/g, "");
}

function clean(text: string): string {
  // Composed before joiners are judged by what they stand behind, and again, since taking one away brings letters together.
  return text.toWellFormed().replaceAll(hidden, "").normalize("NFC").replaceAll(strayJoiner, "").normalize("NFC");
}
