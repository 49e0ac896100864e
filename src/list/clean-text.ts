/** Characters that show nothing but change how text around them shows: controls, bidirectional marks, zero-width ones. */
const hidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Joiners shape letters of Indic and Persian text and hold emoji together; between Latin letters they only hide. */
const strayJoiner =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Mn}\p{Mc}])[\u200c\u200d]/gu;

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
  return text.toWellFormed().replaceAll(hidden, "").replaceAll(strayJoiner, "").normalize("NFC");
}
