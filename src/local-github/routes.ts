import { appRoutes } from "./app-routes.ts";
import { checkRoutes } from "./check-routes.ts";
import { commentRoutes } from "./comment-routes.ts";
import { contentsRoutes } from "./contents-routes.ts";
import { forkRoutes } from "./fork-routes.ts";
import { hookRoutes } from "./hook-routes.ts";
import { issueRoutes } from "./issue-routes.ts";
import { labelRoutes } from "./label-routes.ts";
import { objectRoutes } from "./object-routes.ts";
import { pullRoutes } from "./pull-routes.ts";
import { reactionRoutes } from "./reaction-routes.ts";
import { refRoutes } from "./ref-routes.ts";
import { repositoryRoutesOnly } from "./repository-routes.ts";
import { reviewRoutes } from "./review-routes.ts";
import type { PlainRoute, Route } from "./world.ts";

export const plainRoutes: readonly PlainRoute[] = [...hookRoutes, ...appRoutes];

/** In this order: a path with a fixed word stands before one with any word there. */
export const repositoryRoutes: readonly Route[] = [
  ...reactionRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...issueRoutes,
  ...reviewRoutes,
  ...pullRoutes,
  ...forkRoutes,
  ...refRoutes,
  ...objectRoutes,
  ...contentsRoutes,
  ...checkRoutes,
  ...repositoryRoutesOnly,
];
