import { describe, expect, it } from "vitest";
import { glueBetween } from "../../src/import/literal-glue.ts";
import { between } from "../../src/import/between.ts";

/** `title=": "venue` says what stands between two slots; the order is that in which they are first named. */
function glueOf(pairs: readonly (readonly [a: string, text: string, b: string])[]) {
  const keys = new Set(pairs.flatMap(([a, , b]) => [a, b]));
  return {
    order: [...keys].filter((key) => key !== "start" && key !== "end"),
    glue: new Map(pairs.map(([a, text, b]) => [between(a, b), text])),
  };
}

describe("glueBetween", () => {
  it.each([
    [
      "nickname in bold",
      "start",
      "title",
      [
        ["start", "* **", "nickname"],
        ["nickname", '**: "', "title"],
      ],
      '* "',
    ],
    [
      "date in brackets and bold",
      "start",
      "title",
      [
        ["start", "* **[", "date"],
        ["date", "]** ", "title"],
      ],
      "* ",
    ],
    [
      "nickname behind a number",
      "number",
      "title",
      [
        ["number", ". **", "nickname"],
        ["nickname", "**: *", "title"],
      ],
      ". *",
    ],
    [
      "authors behind a number",
      "number",
      "title",
      [
        ["number", "]** ", "authors"],
        ["authors", '. "**', "title"],
      ],
      ']** "**',
    ],
    [
      "venue in code and bold",
      "title",
      "links",
      [
        ["title", '", **`', "venue"],
        ["venue", "`**. ", "links"],
      ],
      '". ',
    ],
    [
      "venue before its year",
      "title",
      "date",
      [
        ["title", '**." ', "venue"],
        ["venue", " (", "date"],
      ],
      '**." (',
    ],
    [
      "venue and year",
      "title",
      "links",
      [
        ["title", '**." ', "venue"],
        ["venue", " (", "date"],
        ["date", "). ", "links"],
      ],
      '**." ',
    ],
    [
      "venue in the marks of a date",
      "title",
      "date",
      [
        ["title", ", **`", "venue"],
        ["venue", " ", "date"],
      ],
      ", **`",
    ],
    [
      "venue behind a bar at the end",
      "close",
      "end",
      [
        ["close", " | ", "venue"],
        ["venue", "", "end"],
      ],
      "",
    ],
    [
      "date at the end",
      "links",
      "end",
      [
        ["links", ", ", "date"],
        ["date", "", "end"],
      ],
      "",
    ],
    [
      "tag that is a badge",
      "venue",
      "authors",
      [
        ["venue", ". ![](https://img.example/-", "tags"],
        ["tags", "-red)\n\n    *", "authors"],
      ],
      ".\n\n    *",
    ],
    [
      "institutions in brackets",
      "title",
      "cell:3",
      [
        ["title", "(@", "institutions"],
        ["institutions", ")", "cell:3"],
      ],
      "",
    ],
    [
      "marks in the last cell",
      "cell:4",
      "end",
      [
        ["cell:4", "|", "marks"],
        ["marks", " |", "end"],
      ],
      "||",
    ],
    [
      "venue in its cell",
      "cell:2",
      "cell:3",
      [
        ["cell:2", "| ", "venue"],
        ["venue", " ", "cell:3"],
      ],
      "| ",
    ],
    [
      "venue in its cell, where others have dashes",
      "cell:2",
      "cell:3",
      [
        ["cell:2", "| ", "venue"],
        ["venue", " ", "cell:3"],
        ["cell:3", "| - ", "cell:4"],
      ],
      "| - ",
    ],
    [
      "line with a key",
      "authors",
      "date",
      [
        ["authors", "\n  - 🏛 Institutions: ", "institutions"],
        ["institutions", "\n  - 📅 Date: ", "date"],
      ],
      "\n  - 📅 Date: ",
    ],
    [
      "two lines",
      "title",
      "links",
      [
        ["title", "** \\\n*", "authors"],
        ["authors", "* \\\n", "venue"],
        ["venue", ". ", "links"],
      ],
      "** \\\n",
    ],
    [
      "last line",
      "venue",
      "end",
      [
        ["venue", "\n  - Key: [", "tags"],
        ["tags", "]", "end"],
      ],
      "",
    ],
    [
      "key in the line",
      "title",
      "links",
      [
        ["title", ". Venue: ", "venue"],
        ["venue", ", ", "links"],
      ],
      ", ",
    ],
    [
      "line between tags",
      "title",
      "links",
      [
        ["title", "**<br><sub>", "authors"],
        ["authors", "</sub><br>", "links"],
      ],
      "**<br>",
    ],
    [
      "details",
      "authors",
      "links",
      [
        ["authors", "\n\n<details>\n<summary><b>Abstract</b></summary>\n", "abstract"],
        ["abstract", "\n</details>\n\n[", "links"],
      ],
      "\n\n[",
    ],
    [
      "Chinese key",
      "title",
      "links",
      [
        ["title", "**\n  - 日期：", "date"],
        ["date", "\n  - 机构：", "institutions"],
        ["institutions", "\n  - ", "links"],
      ],
      "**\n  - ",
    ],
  ] as const)("of an entry without %s", (_name, a, b, pairs, expected) => {
    expect(glueBetween(glueOf(pairs), a, b)).toBe(expected);
  });

  it("takes what an entry has, though the way over others is open", () => {
    const style = glueOf([
      ["title", ", ", "venue"],
      ["venue", ". ", "links"],
      ["title", " — ", "links"],
    ]);
    expect(glueBetween(style, "title", "links")).toBe(" — ");
  });

  it("closes and opens marks where no way leads from one to the other", () => {
    const style = glueOf([
      ["title", "** (", "date"],
      ["venue", "`.", "end"],
      ["date", ")", "end"],
    ]);
    expect(glueBetween({ ...style, order: ["title", "venue", "date"] }, "venue", "date")).toBe("` (");
  });

  it("is done with long rows of marks at once", () => {
    const long = "**([<".repeat(20_000);
    const style = glueOf([
      ["title", long, "venue"],
      ["venue", long, "links"],
    ]);
    expect(glueBetween(style, "title", "links").length).toBeGreaterThan(0);
  });
});
