import type { List } from "../src/list/list.ts";
import type { CategoryView } from "../src/render/list-view.ts";

/** The lines of the README by plain string concatenation, without any escape: the floor of rendering. */
export function concatenate(list: List, categories: readonly CategoryView[]): string {
  let text = `# ${list.title}\n\n`;
  for (const category of categories) addCategory(category);
  return text;

  function addCategory({ heading, papers, categories: inner, level }: CategoryView): void {
    text += `${"#".repeat(level + 1)} ${heading}\n\n`;
    for (const { month, title, url, authors, venue, links } of papers) {
      text += `- **[${month}]** [${title}](${url === null ? "" : url.valueOf()})`;
      if (authors.length > 0) text += ` — ${authors.slice(0, 2).join(", ")}`;
      if (venue !== null) text += ` · *${venue}*`;
      for (const link of links) text += ` · [${link.label}](${link.url.valueOf()})`;
      text += "\n";
    }
    text += "\n";
    for (const one of inner) addCategory(one);
  }
}
