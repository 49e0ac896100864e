import { expect, it } from "vitest";
import { withoutRegions } from "../../src/import/without-regions.ts";

const begin = "<!-- awesome-papers:begin list -->";
const end = "<!-- awesome-papers:end list -->";

it.each([
  ["between other lines", `# A\n\n${begin}\n- One\n${end}\n\nEnd.\n`, "# A\n\n- One\n\nEnd.\n"],
  ["with CRLF", `# A\r\n${begin}\r\n- One\r\n${end}\r\n`, "# A\r\n- One\r\n"],
  ["around the whole file", `\uFEFF${begin}\n- One\n${end}`, "\uFEFF- One"],
])("takes out marks %s", (_, readme, text) => {
  expect(withoutRegions(readme)).toBe(text);
});

it.each([
  ["in code", `\`\`\`md\n${begin}\n~~~\n${end}\n\`\`\`\n`],
  ["within a line", `See ${begin}.\n`],
  ["in a list", `- a\n  ${begin}\n`],
])("leaves marks %s", (_, readme) => {
  expect(withoutRegions(readme)).toBe(readme);
});
