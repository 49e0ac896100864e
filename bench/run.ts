import { benchBuild } from "./build.ts";
import { benchCategories } from "./categories.ts";
import { benchDuplicates } from "./duplicates.ts";
import { benchImport } from "./import.ts";
import { benchMemory } from "./memory.ts";
import { benchStart } from "./start.ts";
import { benchSuggestion } from "./suggestion.ts";
import { benchWebhooks } from "./webhooks.ts";

const benches = {
  build: benchBuild,
  start: benchStart,
  suggestion: benchSuggestion,
  duplicates: benchDuplicates,
  categories: benchCategories,
  import: benchImport,
  webhooks: benchWebhooks,
  memory: benchMemory,
} as const;

// `npm run bench`, or `npm run bench -- build`.
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`## ${name}\n\n${await bench()}\n\n`);
}
