import { describe, expect, it } from "vitest";
import { problemOfTemplate } from "../../src/render/liquid-problem.ts";
import { defaultLimits, type RenderLimits } from "../../src/render/render-budget.ts";
import { safeText } from "../../src/render/safe-text.ts";
import { createTemplateEngine } from "../../src/render/template-engine.ts";

const variables = {
  title: "*A*",
  words: ["b", "a", "\u{1f600}", "\uff01", "C"],
  none: null,
  safe: safeText("**safe**"),
  paper: { title: "T", authors: ["A", "B", "C", "D", "E"], date: "2025-06-26", venue: null },
  papers: [
    { n: 2, t: "b" },
    { n: 1, t: "a" },
    { n: null, t: "c" },
    { n: 10, t: "d" },
  ],
};

function render(
  template: string,
  others: Readonly<Record<string, string>> = {},
  strict = true,
  limits: RenderLimits = defaultLimits,
): string {
  const templates = new Map(Object.entries({ "main.liquid": template, ...others }));
  return createTemplateEngine(templates, limits).render("main", variables, strict);
}

function problemOf(
  template: string,
  others: Readonly<Record<string, string>> = {},
  limits: RenderLimits = defaultLimits,
) {
  try {
    return { printed: render(template, others, true, limits) };
  } catch (error) {
    return problemOfTemplate(error, "main.liquid");
  }
}

describe("templates print", () => {
  it.each([
    ["{{ title }}", "\\*A\\*"],
    ["{{ safe }}", "**safe**"],
    ["{{ none }}|{{ 1.5 }}|{{ true }}|{{ paper }}", "|1.5|true|"],
    ['{{ "a*b" | append: title }}', "a\\*b\\*A\\*"],
    ["{{ safe | append: title }}{{ title | prepend: safe }}", "**safe**\\*A\\***safe**\\*A\\*"],
    ["{% capture x %} <b>{{ title }}</b> {% endcapture %}{{ x }}", " <b>\\*A\\*</b> "],
    ["{% capture x %} <b>{{ title }}</b> {% endcapture %}[{{ x | strip }}]", "[<b>\\*A\\*</b>]"],
    [
      "{% capture x %}{% endcapture %}{% if x == blank %}blank{% endif %}{% if x == '' %} same{% endif %}",
      "blank same",
    ],
    [
      "{% capture x %}\n {% endcapture %}{% if x == blank %}blank{% endif %}{% if blank != x %}x{% endif %}{% echo safe %}",
      "blank**safe**",
    ],
    [
      "{% capture x %}ab{% endcapture %}{{ x.size }}{{ x | size }}{% if x contains 'a' %}!{% endif %}{% if x == 'ab' %}={% endif %}",
      "22!=",
    ],
    [
      "{{ title | html }} {{ title | code }} {{ 'https://a.b/(x)' | url }} {{ 'javascript:x' | url }}|",
      "&#42;A&#42; `*A*` https://a.b/%28x%29 |",
    ],
    ["{{ safe | url }}", "**safe**"],
    [
      "{{ title | link: 'https://a.b/(x)' }} {{ safe | link: safe }} {{ title | link: none }} {{ 'x*' | link: 'javascript:x' }}",
      "[\\*A\\*](https://a.b/%28x%29) [**safe**](**safe**) \\*A\\* x\\*",
    ],
    ["{% capture x %}| {{ title }} | b |{% endcapture %}{{ x | pad_cells: '7 3r' }}", "| \\*A\\*   |   b |"],
    ["{{ title | fence: 'js' }}", "```js\n*A*\n```"],
    ["{{ words | sort | join: ' ' }}", "C a b \uff01 \u{1f600}"],
    ["{% assign s = papers | sort: 'n' %}{% for p in s %}{{ p.t }}{% endfor %}", "abdc"],
    [
      "{{ paper.authors | et_al: 3 }} {{ paper.authors | et_al: 4 }} {{ title | et_al }}",
      "A, B, C et al. A, B, C, D, E \\*A\\*",
    ],
    [
      "{{ paper.date | date: '%-d %B %Y, %b %y %m %d %e %-m %F %% %q' }}",
      "26 June 2025, Jun 25 06 26 26 6 2025-06-26 % %q",
    ],
    [
      "{{ '2025-06' | date: '%-d %B %Y' }} {{ '2025' | date: '%B %Y' }} {{ 'soon' | date: '%Y' }} {{ '2025' | date }}",
      "June 2025 2025 soon 2025",
    ],
    [
      "{{ none | default: 'x' }}{{ '' | default: 'y' }}{{ title | default: 'z' }}{{ missing | default: 'm' }}",
      "xy\\*A\\*m",
    ],
    [
      "{% if missing %}x{% else %}no{% endif %}{% unless none %}u{% endunless %}{% unless title %}a{% elsif title %}b{% else %}c{% endunless %}",
      "noub",
    ],
    ["{% for w in words limit: 2 %}{{ forloop.index }}{{ w }}{% if forloop.last %}.{% endif %}{% endfor %}", "1b2a."],
    [
      "{% for w in words reversed limit: 2 %}{{ w }}{% break %}{% endfor %}{% for w in none %}x{% else %}empty{% endfor %}",
      "aempty",
    ],
    ["{% for w in words offset: 3 %}{% if w == 'C' %}{% continue %}{% endif %}{{ w }}{% endfor %}", "\uff01"],
    [
      "{% for pair in paper limit: 1 %}{{ pair[0] }}={{ pair[1] }}{% endfor %}{% for c in 'abc' %}{{ c }}{% endfor %}{% for i in (1..3) %}{{ i }}{% endfor %}",
      "title=Tabc123",
    ],
    [
      "{{ words.size }}{{ words.first }}{{ words.last }}{{ words[1] }}{{ words[-1] }}{{ paper['title'] }}{{ title.size }}{{ none.x }}",
      "5bCaCT3",
    ],
    [
      "{% if title contains 'A' and words contains 'b' or false %}1{% endif %}{% if not none %}2{% endif %}{% if papers[0].n > 1 and 3 >= 3 and 1 < 2 and 1 <= 1 and 1 != 2 %}3{% endif %}",
      "123",
    ],
    [
      "{% if words == empty %}x{% endif %}{% if '' == empty %}e{% endif %}{% if none == nil %}n{% endif %}{% if nil > 1 %}x{% endif %}{% if empty == words %}x{% endif %}{% if words == words %}s{% endif %}",
      "ens",
    ],
    [
      "{% case title %}{% when '*A*', 'x' %}hit{% else %}no{% endcase %}{% echo title %}{% liquid\n echo 1\n%}{% # note %}{% comment %}x{% endcomment %}{% raw %}{{ x }}{% endraw %}",
      "hit\\*A\\*1{{ x }}",
    ],
    [
      "{% render 'p', x: title %}{% render 'p.liquid', x: 1 %}{% render 'p' with title as x %}{% render 'p' for words as x %}",
      "[\\*A\\*][1][\\*A\\*][b][a][\u{1f600}][\uff01][C]",
    ],
    ["{% assign x = 2 %}{% include 'p' %}{% assign n = 'p' %}{% include n %}{% include 'p' with 3 %}", "[2][2][2]"],
    [
      "{{ papers | map: 't' | join: '' }}{{ papers | where: 't', 'a' | size }}{% assign g = papers | where_exp: 'p', 'p.n > 1' %}{{ g.size }}",
      "bacd12",
    ],
    [
      "{{ title | truncate: 2, '' }}{{ title | slice: 0 }}{{ title | split: '' | reverse | join: '' }}{{ title | replace: 'A', '_' }}",
      "\\*A\\*\\*A\\*\\*\\_\\*",
    ],
    ["{{ words }}", "ba\u{1f600}\uff01C"],
    ["{{ 5 | plus: 2 | times: 3 | minus: 1 | divided_by: 4 }}", "5"],
  ])("%s", (template, expected) => {
    expect(render(template, { "p.liquid": "[{{ x }}]" })).toBe(expected);
  });

  it("nothing for what does not exist, where that is allowed", () => {
    expect(render("{{ missing }}{{ paper.nope.deeper }}{% if paper.nope.x > 1 %}x{% endif %}.", {}, false)).toBe(".");
  });
});

describe("templates fail with a place", () => {
  it.each([
    [
      "line\n {{ titl }}",
      {
        code: "template-unknown-variable",
        nearest: "title",
        position: { line: 2, column: 5 },
        file: "templates/main.liquid",
      },
    ],
    ["{{ paper.titl }}", { code: "template-unknown-variable", nearest: "title", given: "paper.titl" }],
    ["{{ paper.constructor }}", { code: "template-unknown-variable" }],
    ["{{ paper.__proto__ }}", { code: "template-unknown-variable" }],
    ["{{ title.constructor }}", { code: "template-unknown-variable" }],
    ["{{ words.lenght }}", { code: "template-unknown-variable" }],
    ["{% for x in nobody %}{% endfor %}", { code: "template-unknown-variable" }],
    [
      "{% for x in words offset: titl %}{% endfor %}",
      { code: "template-unknown-variable", given: "titl", position: { line: 1, column: 27 } },
    ],
    ["a\n\n{{ title | upcas }}", { code: "template-syntax", nearest: "upcase", position: { line: 3, column: 1 } }],
    ["{{ title | raw }}", { code: "template-forbidden", given: "raw" }],
    ["{{ title | sample }}", { code: "template-forbidden" }],
    ["{{ words | sort_natural }}", { code: "template-forbidden" }],
    ["{{ title | json }}", { code: "template-forbidden" }],
    ["{{ 'now' | date: '%Y' }}", { code: "template-forbidden", given: "now" }],
    ["{% cycle 'a', 'b' %}", { code: "template-forbidden", given: "cycle" }],
    ["{% fore x in y %}", { code: "template-syntax", nearest: "for" }],
    ["a\n{% if x %}", { code: "template-syntax", position: { line: 2, column: 1 } }],
    ["{{ title", { code: "template-syntax" }],
    ["{% render 'pq' %}", { code: "template-syntax", nearest: "p.liquid", position: { line: 1, column: 1 } }],
    ["{% include '/etc/passwd' %}", { code: "template-syntax" }],
    [
      "{% render 'broken' %}",
      { code: "template-syntax", file: "templates/broken.liquid", position: { line: 2, column: 6 } },
    ],
    ["{% for i in (1..10000000) %}{% endfor %}", { code: "template-too-long" }],
    ["{% render 'again' %}", { code: "template-too-long" }],
    ["{% include 'once-more' %}", { code: "template-too-long" }],
    [
      "{% for a in (1..5000) %}{% for b in (1..5000) %}0123456789{% endfor %}{% endfor %}",
      { code: "template-too-much-output" },
    ],
    ["{% for a in (1..5000) %}{% for b in (1..5000) %}{% endfor %}{% endfor %}", { code: "template-too-long" }],
    [
      "{% for a in (1..500) %}{% capture b %}{% for c in (1..5000) %}0123456789{% endfor %}{% endcapture %}{% endfor %}",
      { code: "template-too-much-output" },
    ],
    [
      "{% assign x = 'ab' %}{% for i in (1..40) %}{% assign x = x | append: x %}{% endfor %}",
      { code: "template-too-long" },
    ],
    [
      "{% assign x = papers %}{% for i in (1..40) %}{% assign x = x | concat: x %}{% endfor %}",
      { code: "template-too-long" },
    ],
    [
      "a\n{{ papers | where: 'nope' }}",
      { code: "template-unknown-variable", given: "nope", position: { line: 2, column: 1 } },
    ],
    [
      "{% render 'p' %}",
      { code: "template-unknown-variable", given: "x", file: "templates/p.liquid", position: { line: 1, column: 5 } },
    ],
    ["{% for w in words %}{{ forloop.indx }}{% endfor %}", { code: "template-unknown-variable", nearest: "index" }],
    ["{% for w in words %}{{ forloop.constructor }}{% endfor %}", { code: "template-unknown-variable" }],
    ["{{ safe.__proto__ }}", { code: "template-unknown-variable", allowed: ["size"] }],
    ["{{ safe.valueOf }}", { code: "template-unknown-variable" }],
  ])("%s", (template, expected) => {
    const others = {
      "p.liquid": "[{{ x }}]",
      "broken.liquid": "x\n{% if %}",
      "again.liquid": "{% render 'again' %}",
      "once-more.liquid": "{% include 'once-more' %}",
    };
    expect(problemOf(template, others)).toMatchObject(expected);
  });

  it.each(["{% assign b = a %}", ""])("after as many steps as allowed, with %j in the loop", (inside) => {
    const limits = { ...defaultLimits, steps: 1000 };
    expect(problemOf(`{% for a in (1..10000) %}${inside}{% endfor %}`, {}, limits)).toMatchObject({
      code: "template-too-long",
      message: "The template does too much: is there a loop in a loop?",
    });
  });

  it("whatever is thrown", () => {
    expect(problemOfTemplate("odd", "x.liquid")).toMatchObject({
      code: "template-syntax",
      message: "The template is not right: odd.",
      file: "templates/x.liquid",
    });
  });
});
