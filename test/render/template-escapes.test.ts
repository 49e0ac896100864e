import { describe, expect, it } from "vitest";
import { problemOfTemplate } from "../../src/render/liquid-problem.ts";
import { defaultLimits } from "../../src/render/render-budget.ts";
import { safeText } from "../../src/render/safe-text.ts";
import { createTemplateEngine } from "../../src/render/template-engine.ts";

/** Templates that reach for what every object of JavaScript has, in each way that a template has of reaching. */

const values = ["text", "number", "words", "paper", "papers", "safe", "papers[0]", "paper.authors"];
const inherited = (
  "__proto__ constructor prototype toString valueOf hasOwnProperty __defineGetter__ __lookupGetter__ " +
  "call apply bind caller arguments at map concat join then"
).split(" ");
const ways: readonly ((value: string, key: string) => string)[] = [
  (value, key) => `{{ ${value}.${key} }}`,
  (value, key) => `{{ ${value}["${key}"] }}`,
  (value, key) => `{% assign k = "${key}" %}{{ ${value}[k] }}`,
  (value, key) => `{% assign x = ${value}.${key} %}{{ x.constructor }}`,
  (value, key) => `{{ ${value}.${key}.${key} }}`,
  (value, key) => `{{ ${value} | map: "${key}" }}`,
  (value, key) => `{{ ${value} | where: "${key}" | json }}`,
  (value, key) => `{{ ${value} | sort: "${key}" | map: "${key}" }}`,
  (value, key) => `{{ ${value} | find: "${key}" }}`,
  (value, key) => `{{ ${value} | ${key} }}`,
  (value, key) => `{% for x in ${value}.${key} %}{{ x }}{% endfor %}`,
  (value, key) => `{% if ${value}.${key} %}reached{% endif %}`,
  (_, key) => `{% for word in words %}{{ forloop.${key} }}{% endfor %}`,
  (value, key) => `{% render "part", x: ${value}.${key} %}`,
  (value, key) => `{% render "${key}" %}{{ ${value} | size }}`,
];

const others = [
  ...["../main", "/etc/passwd", "..\\main", "file:///etc/passwd", "%2e%2e/main"].flatMap((path) => [
    `{% render "${path}" %}`,
    `{% include "${path}" %}`,
    `{% layout "${path}" %}`,
  ]),
  ...["process", "globalThis", "global", "require", "module", "import", "Function", "this", "env", "now"].flatMap(
    (name) => [`{{ ${name} }}`, `{{ ${name}.env }}`, `{% if ${name} %}reached{% endif %}`],
  ),
  "{{ 'now' | date: '%s' }}",
  "{{ papers | sample }}",
  "{{ text | raw }}",
  "{% assign __proto__ = paper %}{{ polluted }}",
  "{% capture constructor %}reached{% endcapture %}{{ text.constructor }}",
];

const engineOf = (template: string) =>
  createTemplateEngine(new Map(Object.entries({ "main.liquid": template, "part.liquid": "{{ x }}" })), defaultLimits);

function print(template: string): string {
  const paper = { title: "T", authors: ["A"] };
  const variables = { text: "T", number: 1, words: ["a"], paper, papers: [paper], safe: safeText("S") };
  try {
    return engineOf(template).render("main", variables, true);
  } catch (error) {
    // Every failure is one that its author is shown, with its place.
    return problemOfTemplate(error, "main.liquid").code;
  }
}

describe.each(inherited)("%s", (key) => {
  it("is not reached", () => {
    const templates = values.flatMap((value) => ways.map((way) => way(value, key)));
    const reached = templates.map((template) => [template, print(template)] as const);
    expect(reached.filter(([, printed]) => /reached|native code|function|class /.test(printed))).toEqual([]);
  });
});

it.each(others)("%s is refused, or prints nothing", (template) => {
  expect(print(template)).toMatch(/^(?:template-|$)/);
});
