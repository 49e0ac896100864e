import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseList } from "../../src/list/list-file.ts";
import { listSchema } from "../../src/list/schema.ts";
import { arbitraryList, paths, taxonomy } from "./arbitrary-list.ts";

/** What a schema cannot say. */
const beyond = new Set(["duplicate-id", "duplicate-key"]);

function validatorOf(schema: object) {
  const ajv = new Ajv2020({ strict: true, allErrors: true, validateFormats: true });
  formats.default(ajv);
  return ajv.compile(schema);
}

const validate = validatorOf(listSchema(taxonomy));

describe("listSchema", () => {
  it("offers every category with its title", () => {
    const schema = listSchema(taxonomy) as { $defs: { categoryPath: { oneOf: { const: string; title: string }[] } } };
    expect(schema.$defs.categoryPath.oneOf.map((choice) => choice.const)).toEqual(paths);
    expect(schema.$defs.categoryPath.oneOf[1]?.title).toBe("Improving Embodiment Awareness › Action Head Design");
  });

  it("is a valid strict schema without categories too", () => {
    const empty = validatorOf(listSchema([]));
    expect(empty({ title: "x", taxonomy: [], papers: [] })).toBe(true);
    const paper = { id: "a", title: "A", categories: ["x"], links: [{ kind: "paper", url: "https://a.org" }] };
    expect(empty({ title: "x", taxonomy: [], papers: [paper] })).toBe(false);
  });

  it("says of every valid list what parseList says", () => {
    fc.assert(
      fc.property(arbitraryList, (list) => {
        const text = JSON.stringify(list);
        expect(parseList(text)).toMatchObject({ ok: true });
        expect(validate(JSON.parse(text))).toBe(true);
      }),
    );
  });

  it("says of every list with a fault what parseList says", () => {
    let faulty = 0;
    fc.assert(
      fc.property(arbitraryList, fc.infiniteStream(fc.nat()), arbitraryFault, (list, random, fault) => {
        const value: unknown = JSON.parse(JSON.stringify(list));
        breakSomething(value, random, fault);
        const result = parseList(JSON.stringify(value));
        const fails = !result.ok && result.problems.some((problem) => !beyond.has(problem.code));
        if (fails) faulty += 1;
        expect({ isValid: validate(value), result }).toEqual({ isValid: !fails, result });
      }),
      { numRuns: 1_500 },
    );
    expect(faulty).toBeGreaterThan(500);
  });
});

const arbitraryFault: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    7,
    true,
    "",
    " ",
    "a\nb",
    "x",
    "embodiment",
    "notable",
    "paper",
    "A B",
    [],
    {},
    ["x", "x"],
  ),
  fc.constantFrom<unknown>(
    "2025-02",
    "2025-13-01",
    "25",
    "2506.20966v1",
    "10.1/ABC",
    "10.1145/ABC",
    "https://a b",
    "http://x",
    "javascript:x",
    "mailto:a@b.org",
  ),
  fc.constantFrom<unknown>(
    [7],
    [""],
    [{}],
    { kind: "paper" },
    [{ kind: "paper", url: "https://a.org", rank: 1 }],
    { de: { title: "" } },
    { constructor: {} },
    { "x y": {} },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Walks down to some place that is not the taxonomy, and puts the fault there; undefined takes the key away. */
function breakSomething(root: unknown, random: { next: () => IteratorResult<number> }, fault: unknown): void {
  let at = root as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(at).filter((key) => at !== root || key !== "taxonomy");
    const key = keys[pick(random, keys.length + 1)] ?? (Array.isArray(at) ? String(at.length) : "extra");
    const next = at[key];
    if (typeof next === "object" && next !== null && pick(random, 4) > 0) {
      at = next as Record<string, unknown>;
      continue;
    }
    if (fault === undefined && Array.isArray(at)) at.splice(Number(key), 1);
    else if (fault === undefined) delete at[key];
    else at[key] = fault;
    return;
  }
}

function pick(random: { next: () => IteratorResult<number> }, most: number): number {
  return Number(random.next().value) % most;
}
