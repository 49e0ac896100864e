const words =
  "n/?a|null|none|nil|tb[ad]|(?:code |paper )?coming soon|to (?:be|appear)(?: released| announced)?|not (?:yet|available|released)(?: yet)?|soon|无|暂无|待定|待开源|未开源";
const absent = new RegExp(`^(?:[\\s\\p{P}\\p{S}\\ufe0f]|(?<!\\p{L})(?:${words})(?!\\p{L}))*$`, "iu");

/** `-`, `N/A`, `⚠️`, `Coming soon`: marks for nothing there. Stars and fire say something. */
export function isAbsent(text: string): boolean {
  return text.length < 40 && absent.test(text) && !/[⭐🔥★☆🌟✨💥🚀]/u.test(text);
}
