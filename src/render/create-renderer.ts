import type { List } from "../list/list.ts";
import { findNearest } from "../list/nearest.ts";
import type { Paper } from "../list/paper.ts";
import type { Problem, Result } from "../list/problem.ts";
import { problemOfTemplate } from "./liquid-problem.ts";
import { viewOfPaper } from "./paper-view.ts";
import { defaultLimits, type RenderLimits } from "./render-budget.ts";
import { safeText } from "./safe-text.ts";
import { createTemplateEngine } from "./template-engine.ts";
import type { Templates } from "./templates.ts";

/** Markdown made by us, to be printed as it is. Nothing that comes from outside is ever an object of this shape. */
export interface Markdown {
  readonly markdown: string;
}

/** Any plain data: every text in it is printed as inert text, but `Markdown` of our own. */
export type BotFacts = Readonly<Record<string, unknown>>;

export interface Renderer {
  /** The lines of one paper, as a README has them. */
  entry(list: List, paper: Paper): Result<string>;
  /** A comment or a body by `bot/NAME.liquid`. A fact that is not there is nothing. */
  botText(name: string, facts: BotFacts): Result<string>;
}

export function createRenderer(templates: Templates, limits: RenderLimits = defaultLimits): Renderer {
  const engine = createTemplateEngine(templates, limits);
  return {
    entry: (list, paper) =>
      attempt(
        "entry.liquid",
        // Those of an adopted list may print the number of the entry, or what its category says.
        { paper: viewOfPaper(paper), number: 1, category: null, list: { title: list.title, description: null } },
        true,
      ),
    botText: (name, facts) => attempt(`bot/${name}.liquid`, markdownOf(facts) as Record<string, unknown>, false),
  };

  function attempt(template: string, variables: Readonly<Record<string, unknown>>, strict: boolean): Result<string> {
    try {
      return { ok: true, value: engine.render(template, variables, strict) };
    } catch (error) {
      return { ok: false, problems: [problemOfTemplate(error, template)] };
    }
  }
}

/**
 * Every template that does not parse, by itself; none is rendered. One of the bot's that names a fact which none of ours
 * knows is a problem too: a fact that is not there prints nothing, so nobody would see it until somebody waits for an answer.
 */
export function checkTemplates(templates: Templates, packaged: Templates = templates): readonly Problem[] {
  const engine = createTemplateEngine(templates, defaultLimits);
  const ours = createTemplateEngine(packaged, defaultLimits);
  const isWords = (template: string): boolean => template.startsWith("bot/") && template.endsWith(".liquid");
  const facts = new Set([...packaged.keys()].filter(isWords).flatMap((template) => ours.variablesOf(template)));
  return [...templates.keys()].flatMap((template) => {
    if (!template.endsWith(".liquid")) return [];
    try {
      engine.parse(template);
      return isWords(template) && templates.get(template) !== packaged.get(template)
        ? engine.variablesOf(template).flatMap((name) => (facts.has(name) ? [] : [unknownFact(template, name, facts)]))
        : [];
    } catch (error) {
      return [problemOfTemplate(error, template)];
    }
  });
}

/**
 * A comment or a body of ours, from our own templates, which are right: a fault is a bug, and throws.
 */
export function renderBotText(templates: Templates, name: string, facts: BotFacts): string {
  const rendered = createRenderer(templates).botText(name, facts);
  if (rendered.ok) return rendered.value;
  throw new Error(
    rendered.problems.map(({ file, position, message }) => `${file}:${position?.line ?? 1}: ${message}`).join("\n"),
  );
}

function unknownFact(template: string, name: string, facts: ReadonlySet<string>): Problem {
  const nearest = findNearest(name, facts);
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  return {
    code: "template-unknown-variable",
    severity: "error",
    field: "templates",
    message: `The bot knows no "${name}".${hint}`,
    given: name,
    ...(nearest === undefined ? {} : { nearest }),
    file: `templates/${template}`,
  };
}

function markdownOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(markdownOf);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === "markdown" && typeof only[1] === "string") return safeText(only[1]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, markdownOf(inner)]));
}
