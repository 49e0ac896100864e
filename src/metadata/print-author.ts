/** What may follow a name after a comma and is no given name. */
const suffix = /^(?:jr|sr|ii|iii|iv)\.?$/i;
const notGiven = /^(?:ph\.?d|m\.?d|inc|ltd|llc|gmbh|co|corp|et al)\.?$/i;
const group = /\b(?:collaborations?|consortium|team|group|project|initiative|network)\b/i;

/**
 * A name with the given name first: `Family, Given` turned round, `Family, Jr., Given` and `Family, Given, Jr.` too; what names a group,
 * or several people, stays. Empty for what is no name: `:` after a collaboration on arXiv, `et al.`
 */
export function printAuthor(name: string): string {
  const parts = name
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const [family = "", second, third, ...more] = parts;
  if (!/[\p{L}\p{N}]/u.test(name) || /^(?:and )?(?:et al\.?|others)$/i.test(family)) return "";
  if (second === undefined) return family;
  if (more.length > 0 || group.test(name) || notGiven.test(second)) return name;
  if (third === undefined) return suffix.test(second) ? `${family} ${second}` : `${second} ${family}`;
  if (suffix.test(second)) return `${third} ${family} ${second}`;
  return suffix.test(third) ? `${second} ${family} ${third}` : name;
}
