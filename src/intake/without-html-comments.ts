/** A text without its HTML comments, which no reader of an issue sees; one that is not closed goes on to the end. Linear. */
export function withoutHtmlComments(text: string): string {
  let rest = "";
  let from = 0;
  for (let start = text.indexOf("<!--"); start !== -1; start = text.indexOf("<!--", from)) {
    rest += text.slice(from, start);
    const end = text.indexOf("-->", start + 4);
    if (end === -1) return rest;
    from = end + 3;
  }
  return rest + text.slice(from);
}
