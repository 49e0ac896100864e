const mark = /^<!-- awesome-papers:(?:begin|end) [\w.-]+ -->[ \t]*$/;
const fence = /^ {0,3}(?<ticks>`{3,}|~{3,})(?<info>.*)$/;

/** The README without the lines of an earlier import's marks, as it was before that; marks in fenced code are text. */
export function withoutRegions(readme: string): string {
  if (!readme.includes("<!-- awesome-papers:")) return readme;
  const start = readme.startsWith("\uFEFF") ? "\uFEFF" : "";
  let code: string | undefined;
  let isLast = false;
  const kept = readme
    .slice(start.length)
    .split(/(?<=\n)/)
    .filter((line) => {
      const content = line.replace(/\r?\n$/, "");
      const { ticks = "", info = "" } = fence.exec(content)?.groups ?? {};
      if (code !== undefined) {
        if (ticks.startsWith(code) && info.trim() === "") code = undefined;
      } else if (ticks !== "" && !(ticks.startsWith("`") && info.includes("`"))) code = ticks;
      const isMark = code === undefined && mark.test(content);
      isLast = isMark && content === line;
      return !isMark;
    });
  const text = start + kept.join("");
  // The import put a line end before a mark that ends the file.
  return isLast ? text.replace(/\r?\n$/, "") : text;
}
