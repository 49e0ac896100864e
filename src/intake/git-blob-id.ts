import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** The id git gives a file with this text: known without asking anybody. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function gitBlobId(text: string): string {
  const bytes = utf8ToBytes(text);
  return bytesToHex(sha1(concatBytes(utf8ToBytes(`blob ${bytes.length}\0`), bytes)));
}
