import { startServer } from "../../src/app/server.ts";
import { parseSettings } from "../../src/app/settings.ts";
import { silentSources } from "./silent-sources.ts";

/** The server as a process of its own, to be killed: it prints where it takes webhooks. */
const settings = parseSettings(process.env);
if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
const server = await startServer(settings.value, { metadata: silentSources, firstRetry: 50 });
process.stdout.write(`${server.webhookUrl}\n`);
