/** Whether a comment may hold the command `/suggest`, at a glance; `parseCommands` says whether it does. */
export function maySuggest(body: string): boolean {
  // No line break before it: a body of nothing but those would be looked through from each of them.
  return /^[ \t]*\/suggest\b/im.test(body);
}
