import type { List } from "../list/list.ts";
import { listSchema } from "../list/schema.ts";

const mark = "awesome-papers:generated";

/** `list.schema.json`, with our mark as the first thing in it. */
export function schemaFile(list: List): string {
  const comment = `${mark} from the taxonomy in list.json; changes here are lost`;
  return `${JSON.stringify({ $comment: comment, ...listSchema(list.taxonomy) }, undefined, 2)}\n`;
}

/** Whether the file is one we wrote. */
export function isOurSchemaFile(text: string): boolean {
  return /^\uFEFF?\s*\{\s*"\$comment":\s*"awesome-papers:generated/.test(text);
}
