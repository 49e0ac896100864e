import * as fc from "fast-check";

const characters = Array.from(
  "a 0.,:;-_*#&%$@!?|/\\^=+~`'\"()[]{}<>\n\t\r\u0000\u200b\u202e\u0301\u00a0\u2028\ud800é漢İß😀ﬁ",
);
const words = ["__proto__", "constructor", "toString", "  ", "\r\n", "\n\n", "a b ", "A. ", "A and ", "and ", ", "];
const markdown = [
  ["- ", "> ", "1. ", "# ", "[ ] ", "![", "](", "[a](b)", "[a]: b\n", "[^a]", "[^a]: b\n", "**a", "*a* ", "_a_"],
  ["```\n", "~~~", "===\n", "-----\n", "|a|b|\n", "|-|-|\n"],
].flat();
const html = [
  ["<!--", "-->", "<b>", "</b>", "<a href='", "<td>", "<br>", "<script>", "&amp;", "&#", "&#x41;"],
  ["<![CDATA[", "<!DOCTYPE", "<?", "<feed>", "<entry>", "</entry>", '<meta name="citation_title" content="'],
].flat();
const ours = [
  ["/approve\n", "/reject ", "/suggest ", "/edit title: a\n", "### Title\n", "### Title\n\na\n\n", "### Links\n\n"],
  ["<!-- awesome-papers:begin list -->\n", "<!-- awesome-papers:end list -->\n", "<!-- awesome-papers:comment {"],
].flat();
const names = [
  ["https://", "http://a.b](", "https://a.b/", "www.", "a@b.c ", "%2e%2e/", "../", "//", "?a=b", "&a=b", "#a"],
  ["https://arxiv.org/abs/2406.09246 ", "arXiv:", "2406.09246 ", "10.1234/", "10.1234/a "],
  ["2024", "2024-01-01 ", "Jan 2024 ", "January ", "CVPR 2024 ", "accepted at ", "Proceedings of the ", "withdrawn "],
].flat();
const data = [
  ['{"a":', '"a":', "[1,", "a: b\n", "- a\n", "&a ", "*a ", "? ", "|-\n", "<<: *a\n", "!!js ", "%YAML "],
  ["@article{a,title={", "@string{a=", "@a{b,", "}}", "{\\", '\\"{', "\\frac{", "\\begin{a}", "$a$ ", "\\textbf{"],
].flat();
/** What the languages that we read are made of, and what their parsers stumble over. */
const fragments = [...characters, ...words, ...markdown, ...html, ...ours, ...names, ...data];

/** Up to some thousand characters of any of them, in any order and number. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...fragments), fc.integer({ min: 1, max: 30 })), { maxLength: 15 })
  .map((parts) => parts.map(([fragment, times]) => fragment.repeat(times)).join(""));

/** 16,000 characters: one or two of them over and over, between others. It costs much where the cost is no line. */
export const longText: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom("", ...fragments), fc.constantFrom(...fragments), fc.constantFrom("", ...fragments))
  .chain(([start, one, other]) =>
    fc.constantFrom("", "a", ...fragments).map((end) => {
      const both = one + other;
      return start + both.repeat(Math.ceil(16_000 / both.length)) + end;
    }),
  );
