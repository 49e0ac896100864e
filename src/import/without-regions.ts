/** What `withRegions` was given: the lines of the marks taken out, of a README that was imported before. */
export function withoutRegions(readme: string): string {
  return readme
    .replace(/\r?\n<!-- awesome-papers:end [\w.-]+ -->$/, "")
    .replaceAll(/^(\uFEFF?)<!-- awesome-papers:(?:begin|end) [\w.-]+ -->(?:\r?\n|$)/gm, "$1");
}
