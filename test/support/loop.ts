import { startStage, type Stage, type StageOptions } from "../../src/app/demo/stage.ts";
import type { RequestMade } from "../../src/github/prepare-octokit.ts";
import { parseList, printList } from "../../src/list/list-file.ts";
import type { List } from "../../src/list/list.ts";
import { checkRequest } from "./openapi.ts";
import { silentSources } from "./silent-sources.ts";
import { list as smallList } from "./suggestion.ts";

/** A stage with a small list, and what tests ask of it. `close` fails where a request of ours is none of GitHub's. */
export interface Loop extends Stage {
  list(): Promise<List>;
  suggest(body: string, title?: string, login?: string): Promise<number>;
  /** A commit of one file by a person, by the maintainer to the default branch where nothing else is said. */
  write(path: string, text: string, login?: string, branch?: string): Promise<void>;
  /** What the server asks of GitHub while this is done. */
  during(act: () => Promise<unknown>): Promise<readonly RequestMade[]>;
}

export interface LoopOptions extends Pick<StageOptions, "settings" | "hooks"> {
  /** Sources that know nothing more than what is written, where nothing is said. */
  readonly sources?: StageOptions["sources"];
  readonly list?: List;
  readonly files?: Readonly<Record<string, string>>;
  readonly configuration?: string;
}

export const readme =
  "# Mine\n\n<!-- awesome-papers:begin list -->\n<!-- awesome-papers:end list -->\n\nMy own words.\n";

export async function startLoop(options: LoopOptions = {}): Promise<Loop> {
  const stage = await startStage({
    sources: silentSources,
    ...options,
    owner: "lab",
    repo: "list",
    users: { maintainer: "maintain", suggester: "none", stranger: "none" },
    files: {
      "list.json": printList(options.list ?? smallList),
      "README.md": readme,
      ".github/awesome-papers.yml": options.configuration ?? "regenerateAfter: 0\n",
      ...options.files,
    },
  });
  await stage.settle();
  const { github, route } = stage;
  return Object.defineProperties({} as Loop, {
    ...Object.getOwnPropertyDescriptors(stage),
    ...Object.getOwnPropertyDescriptors({
      async list(): Promise<List> {
        const parsed = parseList((await stage.file("list.json")) ?? "");
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        return parsed.value;
      },
      async suggest(body: string, title = "Suggest a paper", login = "suggester"): Promise<number> {
        const { data } = await stage.as(login).rest.issues.create({ ...route, title, body });
        await stage.settle();
        return data.number;
      },
      async write(path: string, text: string, login = "maintainer", branch = "main"): Promise<void> {
        const { repos } = stage.as(login).rest;
        const present = await repos.getContent({ ...route, path, ref: branch }).catch(() => undefined);
        const sha = present !== undefined && "sha" in present.data ? present.data.sha : undefined;
        await repos.createOrUpdateFileContents({
          ...route,
          path,
          branch,
          message: `Write ${path}`,
          content: Buffer.from(text).toString("base64"),
          ...(sha === undefined ? {} : { sha }),
        });
      },
      async during(act: () => Promise<unknown>): Promise<readonly RequestMade[]> {
        await stage.settle();
        stage.takeRequests();
        await act();
        await stage.settle();
        return stage.takeRequests();
      },
      async close(): Promise<void> {
        await stage.close();
        const sent = github.requests.filter(({ by, status }) => by === "app" && status !== 0);
        const wrong = new Set(
          sent.flatMap(({ method, path, query, body }) => checkRequest({ method, path, query, body })),
        );
        if (wrong.size > 0) throw new Error([...wrong].join("\n"));
      },
    }),
  });
}
