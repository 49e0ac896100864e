import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { normalizeTitle } from "./normalize-title.ts";
import type { Paper } from "./paper.ts";

const mostWords = 6;
const longest = 60;

/** Letters that a title in Latin script borrows, and that have no Latin letter in them. */
const letters: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "α alpha, β beta, γ gamma, δ delta, ε epsilon, ζ zeta, η eta, θ theta, κ kappa, λ lambda, μ mu, ν nu, ξ xi, π pi",
    "ρ rho, σ sigma, τ tau, φ phi, χ chi, ψ psi, ω omega, ß ss, æ ae, œ oe, ø o, đ d, ł l, ı i, þ th, ð d",
  ]
    .flatMap((pairs) => pairs.split(", "))
    .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
);

/**
 * A new paper's id: the title's first six words; where another paper has that, with the arXiv id behind it, else with a
 * hash of the paper's title and names. A function of the paper and of which ids are taken, never of the order of papers.
 */
export function makePaperId(paper: Omit<Paper, "id">, taken: ReadonlySet<string>): string {
  const words = slugOf(paper.title);
  const slug = words === "" ? "paper" : words;
  const arxiv = paper.identifiers?.arxiv;
  const withArxiv = arxiv === undefined ? [] : [`${slug}-${arxiv.replaceAll(/[^a-z0-9]+/g, "-")}`];
  // A title of no Latin letters has no words here: "paper" alone would say nothing.
  const candidates = words === "" ? withArxiv : [slug, ...withArxiv];
  const free = candidates.find((id) => !taken.has(id));
  if (free !== undefined) return free;
  const hash = bytesToHex(sha256(utf8ToBytes(identityText(paper))));
  for (let length = 8; length <= hash.length; length += 8) {
    const id = `${slug}-${hash.slice(0, length)}`;
    if (!taken.has(id)) return id;
  }
  throw new Error(`Every id for the paper "${paper.title.slice(0, 100)}" is taken.`);
}

function slugOf(title: string): string {
  const plain = title
    .slice(0, 1_000)
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{Mn}/gu, "")
    .replaceAll(/[^\p{ASCII}]/gu, (letter) => letters[letter] ?? " ");
  const words = plain.replaceAll(/['’]/g, "").match(/[a-z0-9]+/g) ?? [];
  let slug = "";
  for (const word of words.slice(0, mostWords)) {
    const longer = slug === "" ? word.slice(0, longest) : `${slug}-${word}`;
    if (longer.length > longest) break;
    slug = longer;
  }
  return slug;
}

function identityText(paper: Omit<Paper, "id">): string {
  const { arxiv, doi, openreview, acl } = paper.identifiers ?? {};
  const links = (paper.links ?? []).map((link) => link.url).toSorted();
  return JSON.stringify([normalizeTitle(paper.title), arxiv ?? "", doi ?? "", openreview ?? "", acl ?? "", links]);
}
