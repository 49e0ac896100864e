import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { findMarkedPart, printMarkedPart, replaceMarkedPart } from "../../src/github/marked-part.ts";

const tag = '<!-- awesome-papers:proposal {"hash":"1"} -->';

describe("our part of a pull request's body", () => {
  it("is found as it was printed", () => {
    expect(findMarkedPart(printMarkedPart(`Adds a paper\n${tag}`))).toBe(`Adds a paper\n${tag}`);
  });

  it("is replaced, and what people wrote around it kept", () => {
    const body = `Please look, @octocat\r\n\r\n${printMarkedPart(`Old\n${tag}`)}\r\n\r\nThanks`;
    expect(replaceMarkedPart(body, `New\n${tag}`)).toBe(
      `Please look, @octocat\n\n${printMarkedPart(`New\n${tag}`)}\n\nThanks`,
    );
  });

  it("is put first where a person took it out", () => {
    expect(replaceMarkedPart("Mine now", `New\n${tag}`)).toBe(`${printMarkedPart(`New\n${tag}`)}\n\nMine now`);
    expect(replaceMarkedPart("", `New\n${tag}`)).toBe(printMarkedPart(`New\n${tag}`));
  });

  it("is everything up to the tag where its first line is gone", () => {
    expect(replaceMarkedPart(`Old\n${tag}\nMine`, `New\n${tag}`)).toBe(`${printMarkedPart(`New\n${tag}`)}\nMine`);
  });

  it("is left out of no text, and replacing twice changes nothing more", () => {
    const text = string()
      .map((part) => part.replaceAll(/[\r]/g, ""))
      .filter((part) => !part.includes("awesome-papers"));
    assert(
      property(text, text, text, (before, after, words) => {
        const marked = `${words.trim()}\n${tag}`;
        const once = replaceMarkedPart(`${before}\n${printMarkedPart(`x\n${tag}`)}\n${after}`, marked);
        expect(findMarkedPart(once)).toBe(marked.trim());
        expect(replaceMarkedPart(once, marked)).toBe(once);
        expect(once.startsWith(before) && once.endsWith(after)).toBe(true);
      }),
    );
  });

  it("takes no long time over a hostile body", () => {
    const body = "<!-- awesome-papers:proposal-begin -->\n".repeat(1600);
    const started = performance.now();
    findMarkedPart(body);
    findMarkedPart("a\n".repeat(32_000));
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
