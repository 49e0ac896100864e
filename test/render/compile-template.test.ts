import * as fc from "fast-check";
import { Liquid, type Operators } from "liquidjs";
import { describe, expect, it } from "vitest";
import { operators } from "../../src/render/operators.ts";
import { printValue } from "../../src/render/print-value.ts";
import { defaultLimits } from "../../src/render/render-budget.ts";
import { createTemplateEngine } from "../../src/render/template-engine.ts";

const variables = {
  a: "x*y",
  b: 3,
  none: null,
  yes: true,
  no: false,
  list: ["b", "a", "c"],
  empty_list: [],
  papers: [
    { title: "T1", authors: ["A", "B"], n: 1, venue: null },
    { title: "_T2_", authors: [], n: 2, venue: "V" },
  ],
};

/** LiquidJS's own renderer over the same sources, with the same escape. */
function stock(source: string): string {
  const liquid = new Liquid({
    templates: { "p.liquid": "<{{ x }}{{ y | default: '-' }}>" },
    extname: ".liquid",
    outputEscape: printValue,
    operators: operators as unknown as Operators,
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
  });
  return liquid.parseAndRenderSync(source, {}, { globals: variables });
}

function ours(source: string): string {
  const templates = new Map([
    ["main.liquid", source],
    ["p.liquid", "<{{ x }}{{ y | default: '-' }}>"],
  ]);
  return createTemplateEngine(templates, defaultLimits).render("main", variables, true);
}

/** Some of these templates are wrong: then both must say so. */
function attempt(render: (source: string) => string, source: string): string {
  try {
    return render(source);
  } catch {
    return "a fault";
  }
}

const value = fc.constantFrom(
  "a",
  "b",
  "none",
  "yes",
  "no",
  "list",
  "empty_list",
  "list.size",
  "list[1]",
  "list.first",
  "papers[0].title",
  "papers.last.venue",
  "papers[1].authors.size",
  "'lit'",
  "2",
  "nil",
  "empty",
  "true",
  "none.deep",
);
const condition = fc.oneof(
  value,
  fc.tuple(value, fc.constantFrom("==", "!=", "and", "or", "contains"), value).map((parts) => parts.join(" ")),
  value.map((operand) => `not ${operand}`),
  fc.tuple(value, value, value).map(([a, b, c]) => `${a} == ${b} or ${c}`),
  fc.constantFrom("b > 2", "b >= 3", "b < 2", "papers.size <= 2"),
);
const output = fc.oneof(
  value.map((inner) => `{{ ${inner} }}`),
  fc
    .tuple(
      value,
      fc.constantFrom(
        "size",
        "default: 'd'",
        "upcase",
        "join: ', '",
        "first",
        "append: 'z'",
        "split: '*'",
        "reverse",
        "compact",
      ),
    )
    .map(([inner, filter]) => `{{ ${inner} | ${filter} }}`),
);
const { template } = fc.letrec<{ template: string; piece: string }>((tie) => ({
  template: fc.array(tie("piece"), { maxLength: 4 }).map((pieces) => pieces.join("")),
  piece: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      "text ",
      "\n",
      "*",
      "{% break %}",
      "{% continue %}",
      "{% assign c = a %}",
      "{% comment %}x{% endcomment %}",
    ),
    output,
    fc
      .tuple(condition, tie("template"), tie("template"))
      .map(([when, yes, no]) => `{% if ${when} %}${yes}{% else %}${no}{% endif %}`),
    fc
      .tuple(condition, condition, tie("template"), tie("template"))
      .map(([when, other, yes, no]) => `{% unless ${when} %}${yes}{% elsif ${other} %}${no}{% endunless %}`),
    fc
      .tuple(
        fc.constantFrom("list", "papers", "empty_list", "(1..3)", "papers[0].authors"),
        fc.constantFrom("", " limit: 1", " reversed", " limit: 2 reversed", " offset: 1"),
        tie("template"),
      )
      .map(
        ([items, how, inside]) =>
          `{% for i in ${items}${how} %}${inside}{{ forloop.index }}{{ forloop.rindex0 }}{% if forloop.first %}f{% endif %}{% if forloop.last %}l{% endif %}{% else %}none{% endfor %}`,
      ),
    fc
      .tuple(value, tie("template"))
      .map(([inner, inside]) => `{% case ${inner} %}{% when 'x*y', 3 %}${inside}{% else %}other{% endcase %}`),
    value.map((inner) => `{% render "p", x: ${inner} %}{% include "p", x: ${inner} %}`),
  ),
}));

describe("the renderer without generators", () => {
  it("prints what LiquidJS prints", () => {
    fc.assert(
      fc.property(template, (source) => {
        expect(attempt(ours, source)).toBe(attempt(stock, source));
      }),
      { numRuns: 3000 },
    );
  });
});
