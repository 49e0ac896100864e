import { generateKeyPairSync } from "node:crypto";

/** A private key as GitHub makes it for an App: PKCS #1 in PEM form. */
export function makeAppKey(): string {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;
}
