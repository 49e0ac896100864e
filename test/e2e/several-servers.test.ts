import { afterEach, beforeEach, expect, it } from "vitest";
import { createAppClient } from "../../src/github/create-app-client.ts";
import { dashboardLabel, dashboardTitle } from "../../src/intake/names.ts";
import { dashboardMark } from "../../src/intake/plan-dashboard.ts";
import { startLoop, type Loop } from "../support/loop.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { form, openvla } from "../support/suggestion.ts";

/** What one server remembers is not all, where others share its database: here a webhook that is lost stands for their work. */

const rt2 = {
  title: "RT-2: Vision-Language-Action Models Transfer Web Knowledge to Robotic Control",
  links: "https://arxiv.org/abs/2307.15818",
  categories: "models/large",
};

let postgres: TestPostgres;
let loop: Loop;
beforeEach(async () => {
  postgres = await startPostgres();
  loop = await startLoop({ settings: { queue: { kind: "postgres", url: postgres.url } } });
}, 60_000);
afterEach(async () => {
  await loop.close();
  await postgres.remove();
}, 60_000);

it("a command in our pull request's thread, of which another server heard, is done by the next look", async () => {
  const issue = await loop.suggest(form(openvla));
  const { data: pulls } = await loop.as("lab").rest.pulls.list(loop.route);
  const [pull] = pulls;
  if (pull === undefined) throw new Error("there is no pull request");
  loop.github.setWebhookUrl(undefined);
  await loop
    .as("maintainer")
    .rest.issues.createComment({ ...loop.route, issue_number: pull.number, body: "/reject No" });
  loop.github.setWebhookUrl(loop.server.webhookUrl);
  await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, title: "Suggest this paper" });
  await loop.settle();
  expect(await loop.labels(issue)).toEqual(["paper: rejected"]);
});

it("a second list of what is ready, which a server made too late, is closed by the sweep", async () => {
  await loop.suggest(form(openvla));
  await loop.suggest(form(rt2));
  await loop.settle();
  const dashboards = async (state: "open" | "closed"): Promise<readonly number[]> => {
    const { data } = await loop
      .as("lab")
      .rest.issues.listForRepo({ ...loop.route, labels: dashboardLabel.name, state });
    return data.map(({ number }) => number);
  };
  const present = await dashboards("open");
  expect(present).toHaveLength(1);
  const { appId, privateKey, url, installationId } = loop.github;
  const app = createAppClient({ appId, privateKey, githubApiUrl: url, now: () => new Date() });
  const { data } = await (
    await app.installation(installationId)
  ).request("POST /repos/{owner}/{repo}/issues", {
    ...loop.route,
    title: dashboardTitle,
    body: dashboardMark,
    labels: [dashboardLabel.name],
  });
  await loop.restart();
  expect(await dashboards("open")).toEqual(present);
  expect(await dashboards("closed")).toEqual([data.number]);
});
