import type { Identity } from "./git-objects.ts";
import { objectAt, textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { invalid } from "./refusal.ts";
import type { Account, Actor, World } from "./world.ts";
import { accountOf, timestamp } from "./world.ts";

/** Whom GitHub names as committer of what it commits itself. */
const github = { name: "GitHub", email: "noreply@github.com" } as const;

export function noreplyOf(account: Account): string {
  return `${account.id}+${account.login}@users.noreply.github.com`;
}

export interface CommitPeople {
  readonly author: Identity;
  readonly committer: Identity;
  /** Made with an App's token and nobody else named: GitHub signs it. */
  readonly verified: boolean;
}

/** Author and committer of a commit made by API: who is asked for, else who acts. */
export function readPeople(actor: Actor, body: JsonObject): CommitPeople {
  const account = accountOf(actor);
  const own = { name: account.login, email: noreplyOf(account), date: timestamp() };
  const author = readIdentity(body, "author");
  const committer = readIdentity(body, "committer");
  if (actor.kind === "app" && author === undefined && committer === undefined) {
    return { author: own, committer: { ...github, date: own.date }, verified: true };
  }
  return { author: author ?? committer ?? own, committer: committer ?? author ?? own, verified: false };
}

/** A merge through GitHub: by the actor, committed and signed by GitHub. */
export function mergePeople(actor: Actor): CommitPeople {
  const account = accountOf(actor);
  const date = timestamp();
  const author = { name: account.login, email: noreplyOf(account), date };
  return { author, committer: { ...github, date }, verified: true };
}

/** Whose account an address belongs to; undefined for addresses nobody claims. */
export function findByEmail(world: World, email: string): Account | undefined {
  if (email === github.email) {
    return asWebFlow(world.owner);
  }
  const name = /^(?:\d+\+)?(?<login>.+)@users\.noreply\.github\.com$/u.exec(email)?.groups?.["login"];
  return name === undefined ? undefined : world.accounts.get(name.toLowerCase());
}

/** The account GitHub commits by, with all the fields an account has. */
function asWebFlow(like: Account): Account {
  const fields = Object.entries(like).map(([key, value]) => {
    return [key, typeof value === "string" ? value.replaceAll(like.login, "web-flow") : value] as const;
  });
  return { ...Object.fromEntries(fields), login: "web-flow", id: 19_864_447, type: "User" };
}

function readIdentity(body: JsonObject, key: "author" | "committer"): Identity | undefined {
  if (body[key] === undefined || body[key] === null) return undefined;
  const given = objectAt(body, key);
  const name = textAt(given, "name");
  const email = textAt(given, "email");
  if (name === undefined || email === undefined) {
    throw invalid([{ resource: "Commit", field: key, code: "missing_field" }]);
  }
  const date = textAt(given, "date");
  const time = date === undefined ? Date.now() : Date.parse(date);
  if (Number.isNaN(time)) throw invalid([{ resource: "Commit", field: key, code: "invalid" }]);
  return { name, email, date: new Date(time).toISOString().replace(/\.\d+Z$/u, "Z") };
}
