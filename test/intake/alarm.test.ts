import { describe, expect, it } from "vitest";
import { endAlarm, parseAlarm, planAlarm, printAlarm, type Alarm, type KnownAlarm } from "../../src/intake/alarm.ts";

const alarm: Alarm = { about: "permission", cause: "pull_requests=write" };
const known = (more: Partial<KnownAlarm> = {}): KnownAlarm => ({
  ...alarm,
  issue: 3,
  body: `No.${printAlarm(alarm)}`,
  isOpen: false,
  isOver: false,
  ...more,
});

describe("planAlarm", () => {
  it.each([
    ["none was there", [], "make"],
    ["it is open", [known({ isOpen: true })], "edit"],
    ["it is open for another cause", [known({ isOpen: true, cause: "checks=write" })], "edit"],
    ["a person closed it", [known()], "nothing"],
    ["a person closed it for another cause", [known({ cause: "checks=write" })], "make"],
    ["we closed it", [known({ isOver: true })], "make"],
    ["we closed it, and a person the next", [known({ isOver: true }), known()], "nothing"],
    ["another thing is open", [known({ about: "heartbeat", isOpen: true })], "make"],
  ] as const)("where %s: %s", (_what, there, kind) => {
    expect(planAlarm(alarm, there).kind).toBe(kind);
  });
});

describe("the last line of its body", () => {
  it("says what it is, and whether it is over", () => {
    expect(parseAlarm(known().body.replaceAll("\n", "\r\n"))).toEqual({ ...alarm, isOver: false });
    const over = endAlarm(known());
    expect(parseAlarm(over)).toEqual({ ...alarm, isOver: true });
    expect(over.match(/<!--/g)).toHaveLength(1);
  });

  it.each([
    ["in the middle", `${printAlarm(alarm)}\nMore.`],
    ["about something else", printAlarm(alarm).replace("permission", "weather")],
    ["without a cause", "\n<!-- awesome-papers:alarm permission  -->"],
  ])("is none %s", (_where, body) => {
    expect(parseAlarm(body)).toBeUndefined();
  });
});
