import type { AppFacts, Asked } from "../../github/gather-deployment.ts";
import { appListPage } from "./app-pages.ts";
import type { Finding } from "./finding.ts";

export interface SignIn {
  readonly appId: number;
  readonly githubApiUrl: string;
}

/** Whether the private key is that of the App. */
export function checkApp(app: Asked<AppFacts>, { appId, githubApiUrl }: SignIn): readonly Finding[] {
  const { host } = new URL(githubApiUrl);
  if (app.kind === "unreachable") {
    return [
      {
        kind: "wrong",
        about: "GitHub",
        message: `${host} cannot be reached: ${app.words}`,
        remedy: `Let this machine reach ${host} (firewall, DNS, proxy), and look at https://www.githubstatus.com.`,
      },
    ];
  }
  const reached: Finding = { kind: "right", about: "GitHub", message: `${host} answers.` };
  const wrong = (message: string, remedy: string): readonly Finding[] => [
    reached,
    { kind: "wrong", about: "App", message, remedy },
  ];
  const page = appListPage(githubApiUrl);
  if (app.kind === "answered") {
    const { id, slug } = app.value;
    if (id === appId) {
      return [reached, { kind: "right", about: "App", message: `${slug}, and the private key is its own.` }];
    }
    return wrong(
      `The private key is that of the App ${slug} (${id}), and APP_ID is ${appId}.`,
      `Set APP_ID=${id}, or the private key of App ${appId}.`,
    );
  }
  if (app.status === 404) {
    return wrong(
      `GitHub knows no App ${appId}.`,
      `Set APP_ID to the number under "About" on the App's page in ${page}, and GITHUB_API_URL to the GitHub it is on.`,
    );
  }
  return wrong(
    `GitHub does not let App ${appId} in (${app.status}): ${app.words}`,
    `Make sure of the clock and of APP_ID, else press "Generate a private key" on the App's page in ${page} and set PRIVATE_KEY or PRIVATE_KEY_PATH to it.`,
  );
}
