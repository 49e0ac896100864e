import { createServer } from "node:http";
import { App } from "octokit";
import { describe, expect, it } from "vitest";
import { checkAnswer } from "../support/openapi.ts";
import { here, quick, stage, type Client } from "./support.ts";

const github = stage();

function asJwt(): Client {
  const { appId, privateKey, url } = github.github();
  return new App({ appId, privateKey, Octokit: quick.defaults({ baseUrl: url }) }).octokit;
}

const list = async (query: { per_page?: number; cursor?: string } = {}) => {
  const answer = await asJwt().request("GET /app/hook/deliveries", query);
  const wrong = checkAnswer({ method: "GET", path: "/app/hook/deliveries" }, { status: 200, body: answer.data });
  expect(wrong).toEqual([]);
  return answer;
};
const open = (title: string): Promise<unknown> => github.as("sam").rest.issues.create({ ...here, title });

/** An address where nobody listens any more. */
async function deadUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`;
}

describe("the App's deliveries", () => {
  it("say what came of each, the latest first, and are delivered again as the same with another id", async () => {
    github.github().setWebhookUrl(await deadUrl());
    await open("Nobody listens");
    await github.received();
    const [failed] = (await list()).data;
    expect(failed).toMatchObject({ event: "issues", action: "opened", redelivery: false, status_code: 502 });
    github.github().setWebhookUrl(github.hookUrl());
    await open("Somebody listens");
    await github.received();
    const again = { delivery_id: Number(failed?.id) };
    expect((await asJwt().request("POST /app/hook/deliveries/{delivery_id}/attempts", again)).status).toBe(202);
    expect((await github.received()).map(({ deliveryId }) => deliveryId)).toEqual([failed?.guid]);
    const { data } = await list();
    expect(data.map(({ guid, redelivery, status }) => [guid === failed?.guid, redelivery, status])).toEqual([
      [true, true, "OK"],
      [false, false, "OK"],
      [true, false, "failed to connect to host"],
    ]);
    expect(data[0]?.id).not.toBe(failed?.id);
  });

  it("come page by page, each naming the next", async () => {
    const { data: all } = await list();
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const { data, headers } = await list({ per_page: 2, ...(cursor !== undefined && { cursor }) });
      seen.push(...data.map(({ id }) => Number(id)));
      cursor = /cursor=([^&>]+)/.exec(headers.link ?? "")?.[1];
    } while (cursor !== undefined);
    expect(seen).toEqual(all.map(({ id }) => Number(id)));
  });

  it("are nobody's but the App's, and none that is not there is delivered again", async () => {
    await expect(github.as("mona").request("GET /app/hook/deliveries")).rejects.toMatchObject({ status: 401 });
    const missing = asJwt().request("POST /app/hook/deliveries/{delivery_id}/attempts", { delivery_id: 999 });
    await expect(missing).rejects.toMatchObject({ status: 404 });
  });

  it("are none of what there was nowhere to deliver to", async () => {
    const before = (await list()).data.length;
    github.github().setWebhookUrl(undefined);
    await open("To nobody");
    expect((await list()).data).toHaveLength(before);
  });
});
