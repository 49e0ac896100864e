import { createVerify } from "node:crypto";
import { numberAt, isObject, textAt } from "./json.ts";
import { notFound, refuse, Refusal } from "./refusal.ts";
import type { Actor, Call, Needs, Permissions, Repository, Role, World } from "./world.ts";

const roles: readonly Role[] = ["none", "read", "triage", "write", "maintain", "admin"];

export function isAtLeast(role: Role, wanted: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(wanted);
}

/** Everybody may read a public repository; more is given by name. */
export function roleOf(repository: Repository, login: string): Role {
  const key = login.toLowerCase();
  if (key === repository.owner.toLowerCase()) return "admin";
  const role = repository.roles.get(key) ?? "none";
  return role === "none" ? "read" : role;
}

/** Who asks. A token nobody gave out is refused, as GitHub does, also on what anybody may read. */
export function identify(world: World, authorization: string | undefined): Actor {
  if (authorization === undefined) return { kind: "anonymous" };
  const token = authorization.replace(/^(?:bearer|token)\s+/iu, "").trim();
  if (token.split(".").length === 3) {
    checkJwt(world, token);
    return { kind: "jwt" };
  }
  const login = world.personTokens.get(token);
  const account = login === undefined ? undefined : world.accounts.get(login.toLowerCase());
  if (account !== undefined) return { kind: "person", account };
  const granted = world.appTokens.get(token);
  if (granted === undefined || granted.expiresAt < Date.now()) throw refuse(401, "Bad credentials");
  return { kind: "app", permissions: granted.permissions, account: world.bot };
}

/** Whether this actor may do what the route asks; throws GitHub's refusal where not. */
export function admit(repository: Repository, actor: Actor, app: Needs, person: Role): void {
  switch (actor.kind) {
    case "jwt":
      throw refuse(401, "Bad credentials");
    case "anonymous":
      if (person !== "none") throw refuse(401, "Requires authentication");
      return;
    case "app":
      if (!repository.installed && !isReadOnly(app)) throw notAccessible(app);
      if (!app.some((wanted) => hasAll(actor.permissions, wanted))) throw notAccessible(app);
      return;
    case "person":
      if (!isAtLeast(roleOf(repository, actor.account.login), person)) throw missingRole(person);
      return;
  }
}

/** What is about the App itself, it asks as itself. */
export function requireJwt({ actor }: Pick<Call, "actor">): void {
  if (actor.kind !== "jwt") throw refuse(401, "A JSON web token could not be decoded");
}

/** Somebody may do to their own what others need a role for; the App's rights were looked at by the gate. */
export function requireRole(repository: Repository, actor: Actor, role: Role): void {
  if (actor.kind === "app") return;
  if (actor.kind !== "person") throw refuse(401, "Requires authentication");
  if (!isAtLeast(roleOf(repository, actor.account.login), role)) throw missingRole(role);
}

export function notAccessible(needs: Needs): Refusal {
  const accepted = needs.map((wanted) =>
    Object.entries(wanted)
      .map(([name, level]) => `${name}=${level}`)
      .join(","),
  );
  const headers = { "x-accepted-github-permissions": accepted.join("; ") };
  return new Refusal(403, { message: "Resource not accessible by integration" }, headers);
}

export function hasAll(granted: Permissions, wanted: Permissions): boolean {
  return Object.entries(wanted).every(([name, level]) => granted[name] === "write" || granted[name] === level);
}

function isReadOnly(needs: Needs): boolean {
  return needs.every((wanted) => Object.values(wanted).every((level) => level === "read"));
}

/** GitHub hides what somebody may not push to, and says who may do the smaller things. */
function missingRole(role: Role): Refusal {
  return role === "write" || role === "maintain" ? notFound() : refuse(403, "Must have admin rights to Repository.");
}

function checkJwt(world: World, token: string): void {
  const unreadable = refuse(401, "A JSON web token could not be decoded");
  const [header = "", claims = "", signature = ""] = token.split(".");
  const read = parseClaims(claims);
  if (read === undefined) throw unreadable;
  const issuer = textAt(read, "iss") ?? String(numberAt(read, "iss"));
  if (issuer !== String(world.appId)) throw refuse(404, "Integration not found");
  const isSigned = createVerify("RSA-SHA256")
    .update(`${header}.${claims}`)
    .verify(world.privateKey, signature, "base64url");
  if (!isSigned) throw unreadable;
  const now = Date.now() / 1000;
  const expires = numberAt(read, "exp") ?? 0;
  if (expires < now) throw refuse(401, "'Expiration time' claim ('exp') must be a numeric value in the future");
  // GitHub allows ten minutes, and a minute for clocks that differ.
  if (expires > now + 660) throw refuse(401, "'Expiration time' claim ('exp') is too far in the future");
  if ((numberAt(read, "iat") ?? 0) > now + 60) {
    throw refuse(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
}

function parseClaims(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
