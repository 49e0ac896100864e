import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createInbox, NotStored } from "../../src/queue/inbox.ts";
import type { Waiting } from "../../src/queue/waiting.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Item {
  readonly word: string;
}

const waiting = (word: string): Waiting<Item> => ({
  item: { word },
  notBefore: 0,
  heldUntil: 0,
  attempt: 1,
  priority: 0,
  group: undefined,
});

it("stores what comes while it is storing at once afterwards, each subject once", async () => {
  const stored: string[][] = [];
  const inbox = createInbox<Item>(async (subjects) => {
    stored.push(subjects.map(([key, { item }]) => `${key} ${item.word}`));
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  const first = inbox.add("a", waiting("1"));
  await vi.advanceTimersByTimeAsync(10);
  const others = [inbox.add("b", waiting("2")), inbox.add("c", waiting("3")), inbox.add("b", waiting("4"))];
  await vi.runAllTimersAsync();
  await Promise.all([first, ...others]);
  expect(stored).toEqual([["a 1"], ["b 4", "c 3"]]);
});

it("stores one batch at a time, and closes when all are through", async () => {
  const stored: string[][] = [];
  const inbox = createInbox<Item>(async (subjects) => {
    stored.push(subjects.map(([key]) => key));
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  const added: Promise<void>[] = [];
  for (const key of ["a", "b", "c", "d"]) {
    added.push(inbox.add(key, waiting(key)));
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(stored).toEqual([["a"]]);
  const closed = inbox.close();
  await vi.advanceTimersByTimeAsync(70);
  expect(stored).toEqual([["a"], ["b", "c", "d"]]);
  await vi.runAllTimersAsync();
  await Promise.all([closed, ...added]);
});

it("says that nothing is stored when the database does not answer in time, and tries the next all the same", async () => {
  let isThere = false;
  const inbox = createInbox<Item>(() => (isThere ? Promise.resolve() : new Promise(() => undefined)));
  const failed = inbox.add("a", waiting("1")).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(await failed).toMatchObject({ status: 503 });
  isThere = true;
  const stored = inbox.add("b", waiting("2"));
  await vi.runAllTimersAsync();
  await expect(stored).resolves.toBeUndefined();
});

it("says that nothing is stored when the database fails, or when it is closed", async () => {
  const inbox = createInbox<Item>(() => Promise.reject(new Error("no space")));
  const failed = inbox.add("a", waiting("1")).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await failed).toBeInstanceOf(NotStored);
  await inbox.close();
  await expect(inbox.add("a", waiting("1"))).rejects.toMatchObject({ status: 503 });
});
