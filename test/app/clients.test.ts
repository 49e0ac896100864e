import type { Probot } from "probot";
import { Octokit } from "octokit";
import { expect, it, onTestFinished, vi } from "vitest";
import { createClients } from "../../src/app/clients.ts";
import { createTokens } from "../../src/app/probot-app.ts";
import { createMemory } from "../../src/github/repository-memory.ts";
import { octokitOptions } from "../../src/github/prepare-octokit.ts";

/** A Probot whose GitHub answers so. */
function probotOf(answer: (path: string) => Response): Probot {
  const fetch = (url: string): Promise<Response> => Promise.resolve(answer(new URL(url).pathname));
  const throttle = { ...octokitOptions.throttle, enabled: false };
  const auth = () => Promise.resolve(new Octokit({ request: { fetch }, retry: octokitOptions.retry, throttle }));
  return { auth, log: { warn: () => undefined } } as unknown as Probot;
}

it("waits as long as GitHub asks already at the first question, which is who we are, and asks it again", async () => {
  let limited = true;
  const probot = probotOf((path) => {
    if (path === "/app") return Response.json({ slug: "papers" });
    if (!limited) return Response.json({ id: 7, login: "papers[bot]" });
    return Response.json({ message: "Slow down" }, { status: 403, headers: { "retry-after": "60" } });
  });
  const clients = createClients({ probot, appId: 1, memory: createMemory() });
  await expect(clients.of(2)).rejects.toMatchObject({ kind: "outage", retryAfter: 60 });
  limited = false;
  expect((await clients.of(2)).self).toEqual({ id: 7, login: "papers[bot]", type: "Bot" });
});

it("asks for another token after one that GitHub takes no more, as after the machine slept", async () => {
  const tokens = createTokens();
  tokens.set("2", "of before");
  tokens.set("3", "of another installation");
  const probot = probotOf((path) => {
    if (path === "/app") return Response.json({ slug: "papers" });
    if (path.startsWith("/users/")) return Response.json({ id: 7, login: "papers[bot]" });
    return Response.json({ message: "Bad credentials" }, { status: 401 });
  });
  const { octokit } = await createClients({ probot, appId: 1, memory: createMemory(), tokens }).of(2);
  expect(tokens.has("2")).toBe(true);
  await expect(octokit.request("GET /installation/repositories")).rejects.toMatchObject({ kind: "outage" });
  expect([...tokens.keys()]).toEqual(["3"]);
});

it("asks who we are again after an hour: an App may be renamed, and what it made is found by its name; until it is answered, the old one counts", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  let slug = "papers";
  const probot = probotOf((path) =>
    slug === "of nobody"
      ? Response.json({ message: "Not Found" }, { status: 404 })
      : Response.json(path === "/app" ? { slug } : { id: 7, login: decodeURIComponent(path.replace("/users/", "")) }),
  );
  const clients = createClients({ probot, appId: 1, memory: createMemory() });
  await clients.of(2);
  slug = "more-papers";
  expect((await clients.of(2)).self.login).toBe("papers[bot]");
  vi.setSystemTime(Date.now() + 3_600_000);
  expect((await clients.of(2)).self.login).toBe("more-papers[bot]");
  slug = "of nobody";
  vi.setSystemTime(Date.now() + 3_600_000);
  expect((await clients.of(2)).self.login).toBe("more-papers[bot]");
});
