/** What follows the nickname in a title that begins with it: `Nick: the rest`, `Nick - the rest`, `Nick—the rest`. */
export function titleRest(nickname: string, title: string): string {
  if (!title.startsWith(nickname)) return title;
  const behind = title.slice(nickname.length);
  const [separator] = /^(?:: | - | ?[\u2013\u2014] ?)/.exec(behind) ?? [];
  const rest = behind.slice(separator?.length);
  return separator === undefined || rest === "" ? title : rest;
}
