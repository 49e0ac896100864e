import { withoutTitleMarkup } from "./title-markup.ts";

/** Titles are compared up to here. */
const longestTitle = 2_000;

/** Letters that no decomposition of Unicode turns into Latin ones. */
const letters: ReadonlyMap<string, string> = new Map(
  [
    "α alpha, β beta, γ gamma, δ delta, ε epsilon, ζ zeta, η eta, θ theta, ι iota, κ kappa, λ lambda, μ mu, ν nu, ξ xi",
    "π pi, ρ rho, σ sigma, ς sigma, τ tau, υ upsilon, φ phi, χ chi, ψ psi, ω omega",
    "ß ss, æ ae, œ oe, ø o, đ d, ł l, ı i, þ th, ð d",
  ]
    .flatMap((pairs) => pairs.split(", "))
    .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
);
const otherLetters = new RegExp(`[${[...letters.keys()].join("")}]`, "gu");

/** Nothing in it but letters, digits and punctuation that never counts. */
const plainTitle = /^[ !"#%'-*,-;=?-[\]_`a-z|~]*$/;

/**
 * A title as its words: letters and digits only, in lower case, without accents, one space between words. Markup (LaTeX,
 * HTML, Markdown), punctuation and the form of a character do not count; `π` and `\pi` are `pi`, `&` is `and`, and `+` is
 * `plus`, since X++ comes after X. British and American spelling stay apart. Idempotent.
 */
export function normalizeTitle(title: string): string {
  // Most titles; the general way takes five times as long.
  if (isPlainTitle(title))
    return title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, " ")
      .trim();
  return withoutTitleMarkup(title.slice(0, longestTitle))
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\p{Mn}\p{Cf}]/gu, "")
    .replaceAll(otherLetters, (letter) => letters.get(letter) ?? letter)
    .replaceAll("+", " plus ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Whether to take the title's letters and digits in lower case is all there is to do. */
export function isPlainTitle(title: string): boolean {
  return title.length <= longestTitle && plainTitle.test(title);
}
