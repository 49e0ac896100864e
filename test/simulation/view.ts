import { numberAt } from "../../src/local-github/json.ts";
import { parseCommentTag } from "../../src/intake/comment-tag.ts";
import { proposalBranch } from "../../src/intake/names.ts";
import { objectsOf, owner, type ModelGithub } from "./model-github.ts";
import type { Telling } from "./people.ts";

/** What a person sees of a suggestion: no numbers, no shas, no times, and nothing that is hidden. */
export interface SuggestionView {
  readonly state: string;
  readonly labels: readonly string[];
  /** Ours; there should be one. The lines in it do not show categories, so what it stands for is told apart by its hash. */
  readonly comments: readonly { readonly words: string; readonly hash: string | undefined }[];
  readonly pulls: readonly { readonly state: string; readonly title: string; readonly body: string }[];
  readonly hasBranch: boolean;
}

const me = { kind: "person", login: owner } as const;
const root = `/repos/${owner}/list`;

export async function viewOf(github: ModelGithub, { issue }: Telling): Promise<SuggestionView | undefined> {
  if (issue === undefined) return undefined;
  const { emulator, bot } = github.world;
  const raw = await emulator.ask(me, "GET", `${root}/issues/${issue}`);
  const { state, state_reason, labels } = raw as Readonly<Record<string, unknown>>;
  const comments = objectsOf(await emulator.ask(me, "GET", `${root}/issues/${issue}/comments?per_page=100`));
  const pulls = [...github.repository.pulls.values()].filter(({ headRef }) => headRef === proposalBranch(issue));
  const shown = pulls.map(async (pull) => {
    const own = (await emulator.ask(me, "GET", `${root}/issues/${pull.number}`)) as Readonly<Record<string, unknown>>;
    const ended = pull.mergedAt === undefined ? pull.state : "merged";
    return { state: ended, title: visible(own.title), body: visible(own.body) };
  });
  return {
    state: `${String(state)} ${String(state_reason)}`,
    labels: objectsOf(labels)
      .map(({ name }) => String(name))
      .toSorted(),
    comments: comments.flatMap(({ user, body }) =>
      numberAt(user, "id") === bot.id ? [{ words: visible(body), hash: parseCommentTag(String(body))?.hash }] : [],
    ),
    pulls: await Promise.all(shown),
    hasBranch: github.repository.refs.has(`refs/heads/${proposalBranch(issue)}`),
  };
}

const seen = new Map<string, string>();

function visible(text: unknown): string {
  const known = seen.get(String(text));
  if (known !== undefined) return known;
  const made = String(text)
    .replaceAll(/<!--[^]*?-->/g, "")
    .replaceAll(/\b[0-9a-f]{7,40}\b/g, "(sha)")
    .replaceAll(/(#|\/(?:issues|pull)\/|issue-|issuecomment-)\d+/g, "$1(number)")
    .trim();
  seen.set(String(text), made);
  return made;
}
