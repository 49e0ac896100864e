import type { Person } from "../intake/snapshot.ts";

export interface Account {
  /** A bigint only where a number could not hold it, which no account has. */
  readonly id: number | bigint;
  readonly login: string;
  readonly type?: string | undefined;
}

/** GitHub's own stand-in for accounts that are gone; nobody can log in as it. */
const ghost: Person = { id: 10_137, login: "ghost", type: "User" };

/** An account as GitHub sends it; nobody where there is none any more. */
export function toPerson(account: Account | null | undefined): Person {
  if (account === null || account === undefined) return ghost;
  const type = account.type;
  const known = type === "Bot" || type === "Organization" || type === "Mannequin" ? type : "User";
  return { id: Number(account.id), login: account.login, type: known };
}
