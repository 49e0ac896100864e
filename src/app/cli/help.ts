/** What `--help` of a command teaches: examples that run as they stand, what is written, how it ends. */
export interface CommandHelp {
  readonly summary: string;
  readonly description: string;
  /** A command line without its program, and what it is for. */
  readonly examples: readonly (readonly [commandLine: string, purpose: string])[];
  readonly writes: string;
  readonly exits: readonly (readonly [code: number, meaning: string])[];
}

const done = [0, "done"] as const;
const wrongList = [1, "the list, a template or the configuration is wrong; problems on standard output"] as const;

export const commandHelp = {
  build: {
    summary: "make README.md and the other outputs from list.json",
    description:
      "Makes every output of the list: README.md (or what the configuration's `outputs` names), list.schema.json and the issue forms. Of a file with regions only those change; a file that is not ours is never touched.",
    examples: [
      ["build", "write what is out of date"],
      ["build --check", "write nothing; show the difference and fail when something is out of date"],
      ["build --dir . --json", "the answer for a program"],
    ],
    writes: "the outputs whose text differs, each whole or not at all; nothing with --check",
    exits: [done, [1, "the list or a template is wrong, or (--check) an output is out of date"]],
  },
  check: {
    summary: "find what is wrong with list.json, templates and configuration",
    description:
      "Finds every mistake at once: in list.json its syntax, shape, categories, dates, links and repeated papers; templates that do not parse; the configuration; regions without an end; templates that nothing uses. A warning never fails.",
    examples: [
      ["check", "file:line:column: message, one a line"],
      ["check --format github", "annotations in GitHub Actions"],
      ["check --format sarif", "for code scanning"],
    ],
    writes: "nothing",
    exits: [done, wrongList],
  },
  fmt: {
    summary: "bring list.json to its one canonical form",
    description:
      "Prints list.json as the bot would: papers in order of id, keys in a fixed order, two spaces, LF line ends. Equal lists are then equal bytes, and a change is a small difference. Facts are never changed.",
    examples: [
      ["fmt", "tidy list.json"],
      ["fmt --check", "write nothing; show the difference and fail when it is not canonical"],
    ],
    writes: "list.json, if it differs; nothing with --check",
    exits: [done, [1, "list.json is not a list, or (--check) not in its canonical form"]],
  },
  add: {
    summary: "look papers up and add them to list.json",
    description:
      "Adds papers by arXiv id, DOI, OpenReview or ACL id, address or title. What the options leave open is looked up: at arXiv, Crossref, OpenReview and others, or on the paper's own page; what they say stands. Each paper goes by itself: one that cannot be added is reported, and the others are added. A paper that the list has under any of its names is refused. Run `build` afterwards.",
    examples: [
      [
        'add 2103.00020 10.1177/02783649241273668 "https://openreview.net/forum?id=YicbFdNTTy" --category embodiment/action-head --dry-run',
        "look three papers up, and only show what would be added",
      ],
      [
        'add 10.1109/lra.2024.1234567 --offline --category "Action Head Designing" --title "Another Title" --authors "Ada Lovelace, Alan Turing" --date 2024-03 --venue "RA-L" --dry-run',
        "a paper by what is said of it alone",
      ],
    ],
    writes:
      "list.json, in its canonical form; nothing with --dry-run. What was looked up is kept in the cache directory of the system",
    exits: [
      [0, "every paper was added"],
      [1, "something is missing or wrong, or the list has a paper already; the other papers were added"],
      [3, "sources did not answer, and nothing else is wrong; or the system refused to read or write a file"],
    ],
  },
  import: {
    summary: "adopt a hand-written README: make list.json and templates of it",
    description:
      "Reads a README of papers in whatever style it is written, and writes list.json, the templates that print it in that style, and README.md with marks around its entries; then does what `build` does. Text outside the entries stays as it is, byte for byte. Tells what was read, what is wrong in the list as it is, and what was not understood. docs/importing.md says what to look at afterwards.",
    examples: [
      ["import README.md", "adopt the list in this directory"],
      ["import github:owner/name --out ../name", "read the README from GitHub; GITHUB_TOKEN for a private one"],
      ["import README.md --out ../try --fix", "mend what is safe, elsewhere, to see what comes out"],
    ],
    writes:
      "list.json, templates, the README and what `build` makes; never over another file that is there, unless with --force",
    exits: [
      [0, "imported; also with faults in the list as it was, which are told"],
      [1, "no paper is in it, it is not UTF-8, or the list that was made has errors to mend"],
      [3, "GitHub did not give the README, or the system refused to read or write a file"],
    ],
  },
  "merge-driver": {
    summary: "merge list.json for git, field by field instead of by lines",
    description:
      "Git calls it for three files: what both sides began with, ours and theirs. Papers added next to each other do not conflict, nor do edits of different fields. A field that both sides changed differently does, and its lines stand between git's conflict markers. docs/configuration.md has the two lines that make git use it. An exit code above 1 has 128 added to it, which tells git that there is no result.",
    examples: [
      ["merge-driver base.json ours.json theirs.json", "merge three files by hand; the result is in ours.json"],
    ],
    writes: "the second file",
    exits: [
      [0, "merged without a conflict"],
      [1, "conflicts, told on standard error; or a file is no list, and was merged by lines as git does"],
    ],
  },
  serve: {
    summary: "run the bot: take webhooks from GitHub, answer suggestions",
    description:
      "Starts the server. It is set up by its environment: APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and WEBHOOK_SECRET must be there; METADATA_MAILTO should be; HOST, PORT, DATA_DIR or DATABASE_URL and others may be. docs/configuration.md has all of them.",
    examples: [["serve", "with the settings of the environment"]],
    writes: "what is to be looked at, in DATA_DIR (./data) or the database; the log on standard output",
    exits: [
      [0, "it was told to stop (SIGINT, SIGTERM)"],
      [2, "a setting is missing or wrong, all of them on standard output; or another server has the DATA_DIR"],
      [3, "the database cannot be used, or HOST and PORT not be listened on"],
    ],
  },
  jobs: {
    summary: "what a server waits for, works on and gave up; retry or drop that",
    description:
      "Says what is to be looked at next, and what was given up after eight tries in half an hour: whose reference stands in the log and in the bot's comment there. Such a look is made again every hour and after every event; `retry` asks for one now, and what is mended is off the list after it. `drop` forgets it without a look. Runs with DATABASE_URL or DATA_DIR as the server has them, also while it runs: of a directory it asks the server on it.",
    examples: [
      ["jobs list", "how many there are, and the first twenty of each kind"],
      ["jobs retry --all", "look at all that was given up, after an outage or an update"],
      ["jobs drop 3f0c2d5e-8a41-4c6e-9b7d-0a1b2c3d4e5f --json", "forget one; the answer for a program"],
    ],
    writes: "nothing here; what is to be looked at, in the database of the server",
    exits: [
      done,
      [1, "a reference that is not, or no more, among what was given up; the others were done"],
      [2, "wrong usage, or another server has the directory and cannot be asked"],
      [3, "the database or the server does not answer"],
    ],
  },
  doctor: {
    summary: "find what is wrong with a server or a list, and how to mend it",
    description:
      "Without --dir it looks at the server whose environment it runs in: settings, private key, clock, the App's permissions, events and webhook, whether webhooks arrive, installations, requests that are left. It asks GitHub as the App, changes nothing and prints no secret. With --dir it looks at a list instead: configuration, list, templates, and whether README is what the list makes of it.",
    examples: [
      ["doctor", "the server with the settings of this environment"],
      ["doctor --dir .", "the list in this directory"],
      ["doctor --json", "the answer for a program"],
    ],
    writes: "nothing",
    exits: [
      [0, "nothing is wrong; what is doubtful is told"],
      [1, "something is wrong; what, and what to do, on standard output"],
      [3, "GitHub cannot be reached, so not all could be looked at"],
    ],
  },
  demo: {
    summary: "play a suggestion from the issue to the new README, on a local GitHub",
    description:
      "Starts a GitHub of its own on this machine with a copy of our list, a stand-in for the services that know papers, and the real server. Somebody pastes a link, the bot looks the paper up, the pull request is merged, README.md is made anew. Needs no account and no network.",
    examples: [
      ["demo", "the whole story"],
      ["demo --keep", "leave it running, with addresses and a token to play with"],
      ["demo --online", "look papers up in the real services, as METADATA_MAILTO and ARXIV_API_URL … say"],
    ],
    writes: "nothing here; the story on standard output",
    exits: [
      [0, "the end was as it should be"],
      [1, "it was not"],
      [3, "the real services did not answer (--online)"],
    ],
  },
} satisfies Readonly<Record<string, CommandHelp>>;

/** The part of the help below the options. */
export function printHelp(help: CommandHelp, program: string): string {
  const examples = help.examples.map(([line, purpose]) => `  $ ${program} ${line}\n      ${purpose}`);
  const exits = new Map([...help.exits, ...commonExits.filter(([code]) => !help.exits.some(([own]) => own === code))]);
  const meanings = [...exits]
    .toSorted(([a], [b]) => a - b)
    .map(([code, meaning]) => `  ${String(code).padEnd(3)} ${meaning}`);
  return `\nExamples:\n${examples.join("\n")}\n\nWrites: ${help.writes}\n\nExit codes:\n${meanings.join("\n")}`;
}

const commonExits: CommandHelp["exits"] = [
  [2, "wrong usage"],
  [3, "a service failed, or the system refused to read or write a file"],
  [70, "a bug in awesome-papers; its trace on standard error"],
];
