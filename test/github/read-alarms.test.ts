import { expect, it } from "vitest";
import { findAlarm } from "../../src/github/read-alarms.ts";
import { printAlarm } from "../../src/intake/alarm.ts";
import type { Issue, Person } from "../../src/intake/snapshot.ts";
import { octocat, self } from "./answers.ts";

it.each([
  ["ours", self, "permission"],
  ["a person's", octocat, undefined],
  ["one by a person who took our name", { ...octocat, login: self.login }, undefined],
] as const)("an issue tells maintainers something only where it is ours: %s", (_whose, author: Person, about) => {
  const body = `No.${printAlarm({ about: "permission", cause: "checks=write" })}`;
  const issue = { number: 3, author, body, state: "open" } as Issue;
  expect(findAlarm({ self }, issue)?.about).toBe(about);
});
