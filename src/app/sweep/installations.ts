import { LRUCache } from "lru-cache";
import type { Probot } from "probot";
import { prepareOctokit } from "../../github/prepare-octokit.ts";
import type { Granted } from "../../intake/missing-permission.ts";
import type { Tokens } from "../probot-app.ts";

export interface Installation {
  readonly granted: Granted;
  /** Where its owner accepts permissions. */
  readonly page: string;
}

export interface Installations {
  /** As it was within the last minute. */
  read(id: number): Promise<Installation>;
  /** It has changed. */
  forget(id: number): void;
  /** Lets go of its token: an old one keeps what was granted when it was made. False where that was done, and not just now. */
  renew(id: number): boolean;
}

const justNow = 60_000;
/** As long as a token lives. */
const lately = 3_600_000;

/** What the owners of installations have granted. https://docs.github.com/en/rest/apps/apps#get-an-installation-for-the-authenticated-app */
export function createInstallations(probot: Probot, tokens: Tokens): Installations {
  const known = new LRUCache<number, Promise<Installation>>({ max: 5000, ttl: justNow });
  const renewed = new LRUCache<number, number>({ max: 5000, ttl: lately });

  async function ask(id: number): Promise<Installation> {
    const app = prepareOctokit(await probot.auth());
    const { data } = await app.request("GET /app/installations/{installation_id}", { installation_id: id });
    return { granted: Object.fromEntries(Object.entries(data.permissions)), page: data.html_url };
  }

  return {
    read(id) {
      const present = known.get(id);
      if (present !== undefined) return present;
      const asked = ask(id);
      known.set(id, asked);
      asked.catch(() => known.delete(id));
      return asked;
    },
    forget(id) {
      known.delete(id);
      renewed.delete(id);
    },
    renew(id) {
      const at = renewed.get(id);
      if (at !== undefined) return Date.now() - at < justNow;
      renewed.set(id, Date.now());
      tokens.delete(String(id));
      return true;
    },
  };
}
