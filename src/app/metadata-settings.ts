import { defaultMetadataSettings, type MetadataSettings } from "../metadata/metadata.ts";
import type { Problem, Result } from "../list/problem.ts";

/** Names of the environment's variables, by setting. */
const variables = {
  arxivApiUrl: "ARXIV_API_URL",
  crossrefApiUrl: "CROSSREF_API_URL",
  dataciteApiUrl: "DATACITE_API_URL",
  openreviewApiUrl: "OPENREVIEW_API_URL",
  openalexApiUrl: "OPENALEX_API_URL",
  semanticScholarApiUrl: "SEMANTIC_SCHOLAR_API_URL",
} as const satisfies Partial<Record<keyof MetadataSettings, string>>;

/** Which services papers are looked up in; the services themselves where nothing is said. All that is wrong at once. */
export function parseMetadataSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Result<MetadataSettings> {
  const problems: Problem[] = [];
  const urls = Object.entries(variables).map(([setting, name]) => {
    const fallback = defaultMetadataSettings[setting as keyof typeof variables];
    const given = environment[name]?.trim() ?? "";
    const url = (given === "" ? fallback : given).replace(/\/+$/, "");
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
      problems.push(wrong(name, "must be an http or https URL", fallback));
    }
    return [setting, url] as const;
  });
  const mailto = environment["METADATA_MAILTO"]?.trim() ?? "";
  if (mailto !== "" && !/^[^\s@<>"]+@[^\s@<>"]+$/.test(mailto)) {
    problems.push(
      wrong("METADATA_MAILTO", "must be one e-mail address, for the services to write to", "you@example.org"),
    );
  }
  if (problems.length > 0) return { ok: false, problems };
  const settings = {
    ...defaultMetadataSettings,
    ...(Object.fromEntries(urls) as Pick<MetadataSettings, keyof typeof variables>),
  };
  return { ok: true, value: mailto === "" ? settings : { ...settings, mailto } };
}

function wrong(field: string, rule: string, example: string): Problem {
  return {
    code: "wrong-value",
    severity: "error",
    field,
    message: `${field} ${rule}.`,
    example: `${field}=${example}`,
  };
}
