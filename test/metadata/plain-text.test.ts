import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainLine, plainParagraphs, type Markup } from "../../src/metadata/plain-text.ts";

describe("LaTeX as plain text", () => {
  it.each([
    ["$\\pi_0$: A Vision-Language-Action Flow Model", "π₀: A Vision-Language-Action Flow Model"],
    ["$\\pi_{0.5}$ and $\\pi^*_{0.6}$", "π₀.₅ and π*₀.₆"],
    ["$O(n^2)$ or \\(O(n \\log n)\\) or $$\\mathcal{O}(1)$$", "O(n²) or O(n log n) or O(1)"],
    ["$x^{k+1} = \\frac{1}{n+1} \\sqrt{n} \\hat{x}_t$", "xᵏ⁺¹ = 1/(n+1) √n x̂ₜ"],
    ["$\\mathbb{R}^{n \\times d}$, $L_{total}$, $3\\times 4$, $10^{-3}$", "ℝ^(n × d), L_total, 3×4, 10⁻³"],
    ["30$^\\circ$, the 2$^{nd}$, $\\mu$m, $f'(x)$, $\\epsilon$-greedy", "30°, the 2nd, μm, f′(x), ϵ-greedy"],
    [
      "{\\'E}t\\'e, G\\\"odel, Erd\\H{o}s, \\v{S}koda, Mart\\'{\\i}n, \\c{C}a, Ko\\c ci",
      "Été, Gödel, Erdős, Škoda, Martín, Ça, Koçi",
    ],
    ["Stra\\ss e, \\AA rhus, S\\o ren, \\L{}\\'od\\'z, \\alpha is", "Straße, Århus, Søren, Łódź, α is"],
    ["\\emph{very} \\textbf{bold \\textit{x}}, {\\it sim2real}, {OpenVLA}", "very bold x, sim2real, OpenVLA"],
    ["``quoted'' -- a --- b, Fig.~3 of ~100", "“quoted” – a — b, Fig. 3 of ~100"],
    ["50\\% \\& \\$5 \\_x \\{y\\} 1\\,000", "50% & $5 _x {y} 1 000"],
    [
      "\\textsuperscript{2}H\\textsubscript{2} \\url{https://a.org/~x_y} \\href{https://b.org}{B}",
      "²H₂ https://a.org/~x_y B (https://b.org)",
    ],
    ["\\unknown{x} \\unknown y $\\unknown z$", "x \\unknown y unknown z"],
    [
      "$\\boldsymbol{\\pi}_0$, $\\texttt{Foo}$, R$^2$, A$^*$, $\\ell_1$, $k$NN, $\\sim$100",
      "π₀, Foo, R², A*, ℓ₁, kNN, ∼100",
    ],
    ["$\\frac12$, $\\mathbb R$, $\\sqrt n$, 3D$^{++}$", "1/2, ℝ, √n, 3D⁺⁺"],
    ["🤖 具身智能 $\\to$ VLA", "🤖 具身智能 → VLA"],
  ])("prints %s", (latex, text) => {
    expect(plainLine(latex, "latex")).toBe(text);
  });

  it.each([
    "5$ and 10$",
    "$5 or $10",
    "snake_case and 2^n",
    "C:\\new \\",
    "a \\ b",
    "{ lone",
    "} lone",
    "\\( lone",
    "don't",
    "$",
    "\\",
    "~",
    "^",
    "",
    "#1 & 100%",
  ])("leaves alone %j", (text) => {
    expect(plainLine(text, "latex")).toBe(text);
  });

  it("knows paragraphs by an empty line", () => {
    expect(plainParagraphs("  One\nline.\n\n  \nTwo $x$.\n", "latex")).toBe("One line.\n\nTwo x.");
  });
});

describe("HTML as plain text", () => {
  it.each([
    [
      "<jats:title>Abstract</jats:title><jats:p>One &amp; <jats:italic>two</jats:italic>.</jats:p>\n<jats:p>Three</jats:p>",
      "One & two.\n\nThree",
    ],
    ["<jats:sec><jats:title>Methods</jats:title><jats:p>x</jats:p></jats:sec>", "Methods\n\nx"],
    ["H<sub>2</sub>O, the 2<sup>nd</sup>, x<sup>n+1</sup>", "H₂O, the 2nd, xⁿ⁺¹"],
    ["<mml:math><mml:msub><mml:mi>π</mml:mi><mml:mn>0</mml:mn></mml:msub></mml:math>: a model", "π₀: a model"],
    ["<mml:msubsup><mml:mi>x</mml:mi><mml:mi>t</mml:mi><mml:mn>2</mml:mn></mml:msubsup>", "xₜ²"],
    ["<alternatives><tex-math>$\\pi_0$</tex-math><mml:math><mml:mi>p</mml:mi></mml:math></alternatives>", "p"],
    ["<inline-formula><tex-math>$\\pi_0$</tex-math></inline-formula>", "π₀"],
    ["one<br>two<br/>three<p>four", "one\n\ntwo\n\nthree\n\nfour"],
    ["&lt;b&gt; &amp;lt;b&amp;gt; &eacute;&#x1F916;", "<b> &lt;b&gt; é🤖"],
    ["a < b and p<0.05 & c > d", "a < b and p<0.05 & c > d"],
    ["<script>alert(1)</script>x<style>y</style><!-- z -->", "x"],
    ["</b><i>unclosed <b>both", "unclosed both"],
    ["<img src=x onerror=alert(1)>", ""],
  ])("prints %s", (html, text) => {
    expect(plainParagraphs(html, "html")).toBe(text);
  });
});

describe("plain text", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc
      .array(
        fc.constantFrom(
          ..."\\ $ { } ^ _ ~ ' \" < > & ; x 2 \n \\alpha \\' \\frac \\( \\) <p> </p> <sub> </sub> &lt; \u200d \u202e".split(
            " ",
          ),
          " ",
        ),
      )
      .map((parts) => parts.join("")),
  );
  const markup = fc.constantFrom<Markup>("latex", "html", "none");

  it("is stable, of one line, and hides nothing", () => {
    fc.assert(
      fc.property(anyText, markup, (text, kind) => {
        const line = plainLine(text, kind);
        expect(plainLine(line, "none")).toBe(line);
        expect(line).not.toMatch(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]/u);
        expect(line.isWellFormed()).toBe(true);
        expect(plainParagraphs(plainParagraphs(text, kind), "none")).toBe(plainParagraphs(text, kind));
      }),
      { numRuns: 500 },
    );
  });

  // Each would take minutes if it were read again for each bracket that is open.
  it.each([
    "\\'",
    "\\hat",
    "\\frac{",
    "{",
    "$x ",
    "$\\a",
    "$x^{",
    "\\(",
    "<b>",
    "<p>",
    "<",
    "&",
    "<!--",
    "<b></i>",
    "\n \n",
    "\ud800",
  ])("reads 200,000 characters of %j", (part) => {
    const text = part.repeat(200_000 / part.length);
    for (const kind of ["latex", "html", "none"] as const) expect(plainLine(text, kind).length).toBeLessThan(800_000);
  });

  it.each([
    "{",
    "\\alpha{",
    "\\hat{",
    "\\'{",
    "\\frac{",
    "\\frac{}{",
    "\\sqrt{",
    "\\foo{",
    "$x^{",
    "^{",
    "\\mathbb\\frac{",
  ])("reads %s in itself, 5,000 times", (part) => {
    const text = part.repeat(5_000) + "}".repeat(5_000);
    for (const latex of [text, `$${text}$`]) expect(plainLine(latex, "latex").length).toBeLessThan(200_000);
  });

  it.each<[Markup, number]>([
    ["none", 50_000],
    ["html", 50_000],
    ["latex", 20_000],
  ])("of %s is read no further than %d characters", (kind, length) => {
    expect(plainLine("x".repeat(300_000), kind)).toHaveLength(length);
  });
});
