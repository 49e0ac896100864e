import type { LeftOutReason, Section } from "./readme-structure.ts";

/** By the title of a section. */
const reasons: readonly (readonly [LeftOutReason, RegExp])[] = [
  [
    "news",
    /^(?:(?:latest|recent|breaking|project|repo(?:sitory)?|our) )*(?:news|updates?|change ?logs?|what(?:'|’)?s new|announcements?)(?:$|\s*[^\p{L}\p{N}\s]|\s+(?:and\s|log|\d))|^(?:最新)?(?:新闻|更新|动态|公告|消息)(?:日志|记录|动态|公告)?$/iu,
  ],
  [
    "contents",
    /^(?:(?:table|list) of contents?|contents?|toc|index|outline|catalog(?:ue)?|overview of sections|目录)$/iu,
  ],
  [
    "related",
    /^(?:how to )?(?:cite|citing|citations?|bibtex|contribut(?:e|ing|ions?|ors?|ors list)|licen[cs]e|acknowledge?ments?|star history|contact(?: us)?)(?:$|[ :：]+(?:us|this|our|the|to|guide|guidelines?|history|and|&)(?:$| ))|^(?:other |related |similar )+(?:awesome(?: |-|$).*|repos(?:itor(?:y|ies))?|lists?|paper lists?|surveys? repos.*)$|^(?:引用|贡献|许可证?|致谢|联系方式|相关仓库)$/iu,
  ],
];

/** Why what stands in this section is no part of the list, if it is none. A heading above may be that of the whole page. */
export function leftOutReason(sections: readonly Section[], index: number): LeftOutReason | undefined {
  for (let at: number | undefined = index, isOwn = true; at !== undefined; at = sections[at]?.parent) {
    const { title = "", form } = sections[at] ?? {};
    const found = title.length > 80 ? undefined : reasons.find(([, pattern]) => pattern.test(title))?.[0];
    if (found !== undefined && (isOwn || found === "news")) return found;
    if (form === "heading") isOwn = false;
  }
  return undefined;
}
