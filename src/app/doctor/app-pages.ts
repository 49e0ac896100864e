import type { AppFacts } from "../../github/gather-deployment.ts";

/** Pages where the owner of an App sets it up. https://docs.github.com/en/apps/maintaining-github-apps/modifying-a-github-app-registration */
export interface AppPages {
  readonly general: string;
  readonly permissions: string;
  /** Where recent deliveries are, and can be sent again. */
  readonly advanced: string;
  /** Where it is installed on an account. */
  readonly install: string;
}

export function appPages({ page, slug, organization }: AppFacts): AppPages {
  const origin = URL.parse(page)?.origin ?? "https://github.com";
  const owner = organization === undefined ? "" : `/organizations/${organization}`;
  const general = `${origin}${owner}/settings/apps/${slug}`;
  return {
    general,
    permissions: `${general}/permissions`,
    advanced: `${general}/advanced`,
    install: `${page}/installations/new`,
  };
}

/** Where a person's Apps are, by the address of the API: while it is not known which App it is. */
export function appListPage(githubApiUrl: string): string {
  const url = URL.parse(githubApiUrl);
  const origin = url === null || url.host === "api.github.com" ? "https://github.com" : url.origin;
  return `${origin}/settings/apps`;
}
