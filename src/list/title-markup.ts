/** Letters and signs of LaTeX, https://www.latex-project.org/help/documentation/: those that stand for letters without a name of their own. */
const latexLetters: Readonly<Record<string, string>> = {
  ss: "ss",
  o: "o",
  O: "o",
  l: "l",
  L: "l",
  i: "i",
  j: "j",
  ae: "ae",
  AE: "ae",
  oe: "oe",
  OE: "oe",
  aa: "a",
  AA: "a",
};

/** Accents: `\"o`, `\'{e}`, `\v{c}`. The letter is what counts. */
const accent = /\\(?:["'^~`=.]|[uvHckrbdt](?=[{\s\\])) ?/g;
/** Commands that only say how their text looks. */
const style =
  /\\(?:text(?:[a-z]{2}|normal)?|emph|math[a-z]{2,4}|boldsymbol|bm|mbox|ensuremath|operatorname)(?![a-zA-Z])/g;

/** The words of a title that is written in LaTeX or HTML: `\textbf{A} $\pi_0$`, `H<sub>2</sub>O`, `R&amp;D`. Linear. */
export function withoutTitleMarkup(title: string): string {
  const plain = title
    .replaceAll(/<\/?[a-z][a-z0-9]{0,9}(?: [^<>]{0,100})?>/gi, "")
    .replaceAll(/&(?:#x?[0-9a-f]{1,6}|quot|apos|nbsp|lt|gt);/gi, " ")
    .replaceAll(/&amp;|\\?&/gi, " and ");
  if (!/[\\${}]/.test(plain)) return plain;
  return plain
    .replaceAll(accent, "")
    .replaceAll(style, "")
    .replaceAll(/\\([a-zA-Z]{1,20}) ?/g, (_command, name: string) =>
      Object.hasOwn(latexLetters, name) ? (latexLetters[name] ?? "") : ` ${name} `,
    )
    .replaceAll(/[${}]/g, "");
}
