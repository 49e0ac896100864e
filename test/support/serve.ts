import { startServer } from "../../src/app/server.ts";
import { parseSettings } from "../../src/app/settings.ts";
import { silentSources } from "./silent-sources.ts";

/** The server as a process of its own, to be killed: it prints where it takes webhooks. */
const settings = parseSettings(process.env);
if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
const { FIRST_RETRY = "50", SWEEP_EVERY, LOST_AFTER } = process.env;
const server = await startServer(settings.value, {
  metadata: silentSources,
  firstRetry: Number(FIRST_RETRY),
  ...(SWEEP_EVERY && { sweepEvery: Number(SWEEP_EVERY) }),
  ...(LOST_AFTER && { lostAfter: Number(LOST_AFTER) }),
});
process.stdout.write(`${server.webhookUrl}\n`);
