import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import nock from "nock";
import { expect, it } from "vitest";
import { directoryWith, read, run } from "./run.ts";

const root = resolve(import.meta.dirname, "../../..");

/** Command lines of the document, in order, without the program's name. */
function commandsIn(path: string): readonly (readonly string[])[] {
  const blocks = readFileSync(join(root, path), "utf8").matchAll(/^```sh\n(?<lines>[^`]*)^```$/gm);
  const lines = [...blocks].flatMap(({ groups }) => groups?.["lines"]?.trim().split("\n") ?? []);
  return lines.map((line) => line.replace(/^npm run cli -- /, "").split(" "));
}

it("every command of docs/importing.md does what it says, one after the other", async () => {
  const readme = readFileSync(join(root, "test/fixtures/import/bullets-date-first/README.md"));
  const content = { type: "file", path: "README.md", encoding: "base64", content: readme.toString("base64") };
  nock("https://api.github.com").get("/repos/owner/name/readme").reply(200, content);
  const directory = directoryWith({ "my-list/README.md": readme });
  const clone = join(directory, "awesome-papers");
  mkdirSync(clone);
  const commands = commandsIn("docs/importing.md");
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands)
    expect({ command, ...(await run(clone, command)) }).toMatchObject({ command, code: 0 });
  for (const copy of ["try", "look"]) expect(read(directory, `${copy}/README.md`)).toContain("awesome-papers:begin");
  expect(read(directory, "my-list/README.md")).not.toContain("[Website]()");
});
