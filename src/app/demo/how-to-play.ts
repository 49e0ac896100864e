import { spare } from "./demo-papers.ts";
import { people } from "./list-stage.ts";
import type { Stage } from "./stage.ts";

/** Lines for a shell that go through a suggestion, and what else there is to suggest. */
export async function printHowToPlay(stage: Stage): Promise<string> {
  const { github, route, server } = stage;
  const [first, ...others] = spare;
  const { data: all } = await stage.as(people.owner).rest.issues.listForRepo({ ...route, state: "all" });
  const next = Math.max(0, ...all.map(({ number }) => number)) + 1;
  return `
Everything keeps running until Ctrl-C: GitHub's API at ${github.url}, the server at ${server.webhookUrl}.
Suggest a paper as rosa and approve it as mina, one line after the other:

  repo=${github.url}/repos/${route.owner}/${route.repo}
  rosa='Authorization: Bearer ${github.tokenOf(people.suggester)}'
  mina='Authorization: Bearer ${github.tokenOf(people.maintainer)}'
  curl -s -H "$rosa" $repo/issues -d '{"title": "A paper", "body": "${first.link}"}'
  sleep 2; curl -s $repo/issues/${next}/comments
  curl -s -H "$rosa" $repo/issues/${next}/comments -d '{"body": "/category notable"}'
  sleep 2; curl -s $repo/pulls
  curl -s -H "$mina" $repo/issues/${next}/comments -d '{"body": "/approve"}'
  sleep 4; curl -s -H 'Accept: application/vnd.github.raw+json' $repo/contents/README.md | grep Bimanual

The stand-in for the services knows these too (with --online, the services know all there are):
${others.map(({ link, title }) => `  ${link}  ${title}`).join("\n")}
`;
}
