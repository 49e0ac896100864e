/** Authors as a citation names them. */
export interface CitedNames {
  /** Given name first, as far as it is given. */
  readonly names: readonly string[];
  /** Written as only a citation is: with `et al.`, or with initials. Two words with capitals may be anything else. */
  readonly isPlain: boolean;
}

const longest = 1_000;
const etAl = /(?:^|[\s,;])(?:and\s+)?(?:et\.?\s?al\b\.?|others)\s*$/i;
const initials = /^\p{Lu}(?:\.[\s-]?\p{Lu})*\.?$/u;
const nameWord = /^\p{Lu}[\p{L}\p{M}'’.-]*$/u;
const particle = /^(?:van|von|der|den|de|del|della|da|dos|du|di|la|le|el|al|bin|ben|ter|ten|zu)$/;
/** Capitalised as names are, and none: who publishes papers, and what their titles are about. */
const noName =
  /^(?:university|institute|labs?|google|deepmind|meta|nvidia|microsoft|openai|anthropic|berkeley|stanford|research|team|group|inc|ai|robotics|intelligence|academy|college|conference|workshop|journal|proceedings|transactions|nature|science|arxiv|preprint|paper|code|website|project|learning|models?|design|data|datasets?|control|policy|policies|robots?|vision|language|action|planning|network|networks|transformers?|agents?|systems?|survey|part|section|category|the|a|an|for|with|in|on|by|from|this|that|i|we|please|thanks?)$/i;

/** The authors that a text is, and nothing else; undefined where it may be something else. */
export function readCitedNames(text: string): CitedNames | undefined {
  if (text.length > longest) return undefined;
  const whole = text.trim().replace(/[,;]+$/, "");
  const bare = whole.replace(etAl, "").replace(/[\s,;&]+$/, "");
  const isPartial = bare !== whole;
  const pieces = bare.split(/\s*;\s*|\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+/).filter((piece) => piece !== "");
  const inOrder = putGivenNamesFirst(pieces, isPartial);
  const hasInitials = inOrder.some((name) => initials.test(name.split(/\s+/)[0] ?? ""));
  const isOne = inOrder.length > 0 && inOrder.every((name) => isName(name) && (isPartial || name.includes(" ")));
  return isOne ? { names: inOrder, isPlain: isPartial || hasInitials } : undefined;
}

/** `Kim, M. J., Pertsch, K.` and `Kim, Moo Jin, Karl Pertsch`, as bibliographies write them. */
function putGivenNamesFirst(pieces: readonly string[], isPartial: boolean): readonly string[] {
  const [family = "", given = "", ...others] = pieces;
  if (pieces.length < 2 || initials.test(family)) return pieces;
  if (initials.test(given)) return [`${given} ${family}`, ...putGivenNamesFirst(others, isPartial)];
  if (family.includes(" ")) return [family, ...putGivenNamesFirst(pieces.slice(1), isPartial)];
  // `Kim, Pertsch, et al.` may be two families, or one family and a given name: the first is sure.
  return isPartial && others.length === 0 ? [family] : [`${given} ${family}`, ...others];
}

function isName(name: string): boolean {
  const words = name.split(/\s+/);
  return (
    words.length <= 5 &&
    words.some((word) => /^\p{Lu}[\p{L}'’]/u.test(word)) &&
    words.every(
      (word) => particle.test(word) || (nameWord.test(word) && !noName.test(word) && !/^\p{Lu}{3,}$/u.test(word)),
    )
  );
}
