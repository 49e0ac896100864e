import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { redeliverWebhooks } from "../../src/github/redeliver-webhooks.ts";
import { exampleAnswer } from "../support/openapi.ts";
import { forgetMocks, mockGithub, type MockGithub } from "./mock-github.ts";

const now = Date.UTC(2026, 10, 21, 8);
const hour = 3_600_000;
let github: MockGithub;
beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ["Date"] });
  github = mockGithub();
});
afterEach(() => {
  vi.useRealTimers();
  forgetMocks();
});

const example = (exampleAnswer("GET /app/hook/deliveries") as readonly object[])[0];

/** A try, so many hours ago. */
function tried(id: number, guid: string, status_code: number, hoursAgo = 1): object {
  const delivered_at = new Date(now - hoursAgo * hour).toISOString();
  return { ...example, id, guid, status_code, delivered_at };
}

function page(deliveries: readonly object[], next?: string, cursor?: string): void {
  const link = `<https://api.github.com/app/hook/deliveries?per_page=100&cursor=${next}>; rel="next"`;
  github.expect({
    request: "GET /app/hook/deliveries",
    query: { per_page: "100", ...(cursor !== undefined && { cursor }) },
    answer: deliveries,
    ...(next !== undefined && { headers: { link } }),
  });
}

const again = (id: number, status = 202, answer: object = {}): void =>
  github.expect({ request: `POST /app/hook/deliveries/${id}/attempts`, status, ...(status === 202 && { answer }) });

const redeliver = (since = 0) => redeliverWebhooks(github.client.octokit, since);

describe("redeliverWebhooks", () => {
  it.each([
    ["answered with 503", 503],
    ["that nobody answered", 0],
    ["that took too long", 504],
  ])("asks for a delivery %s", async (_, status) => {
    page([tried(2, "fine", 202), tried(1, "lost", status)]);
    again(1);
    expect(await redeliver()).toEqual({ asked: 1, isAll: true });
    expect(github.check()).toEqual([]);
  });

  it.each([
    ["that came through at another try", [tried(3, "a", 200), tried(1, "a", 502)]],
    ["that failed as often as it is worth", [tried(3, "a", 502), tried(2, "a", 502), tried(1, "a", 502)]],
    ["of before the time that is asked about", [tried(1, "a", 502, 3)]],
    ["whose first try was before that time", [{ ...tried(2, "a", 502), redelivery: true }, tried(1, "a", 502, 3)]],
  ])("does not ask for one %s", async (_, deliveries) => {
    page(deliveries);
    expect(await redeliver(now - 2 * hour)).toEqual({ asked: 0, isAll: true });
    expect(github.check()).toEqual([]);
  });

  it("asks once for what failed twice, by its latest try, the oldest of all first", async () => {
    page([tried(3, "b", 502), tried(2, "a", 502), tried(1, "a", 502)]);
    again(2);
    again(3);
    expect(await redeliver()).toEqual({ asked: 2, isAll: true });
    expect(github.made.slice(1).map(({ path }) => path)).toEqual(
      [2, 3].map((id) => `/app/hook/deliveries/${id}/attempts`),
    );
    expect(github.check()).toEqual([]);
  });

  it("reads page by page, until what is too old or forgotten", async () => {
    page([tried(9, "a", 200)], "v1_8");
    page([tried(8, "a", 502), tried(7, "b", 502, 71)], "v1_6", "v1_8");
    page([tried(6, "c", 502, 73)], "v1_5", "v1_6");
    again(7);
    expect(await redeliver()).toEqual({ asked: 1, isAll: true });
    expect(github.check()).toEqual([]);
  });

  it("goes on where GitHub has forgotten one, and says where it stopped", async () => {
    page(Array.from({ length: 102 }, (_, at) => tried(1000 - at, `guid ${at}`, 502)));
    for (let id = 899; id < 999; id += 1) again(id, id === 950 ? 422 : 202);
    expect(await redeliver()).toEqual({ asked: 99, isAll: false });
    expect(github.check()).toEqual([]);
  });

  it("does not read for ever", async () => {
    for (let at = 0; at < 30; at += 1)
      page([tried(100 - at, `${at}`, 200)], `v1_${at + 1}`, at === 0 ? undefined : `v1_${at}`);
    expect(await redeliver()).toEqual({ asked: 0, isAll: false });
    expect(github.check()).toEqual([]);
  });
});
