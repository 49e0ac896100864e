import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished, vi } from "vitest";
import { makeAppKey } from "../../support/app-key.ts";
import { run } from "./run.ts";

vi.mock(import("../../../src/app/server.ts"), async (original) => {
  const { startServer, ...others } = await original();
  // A database of its own would take seconds.
  return { ...others, startServer: (settings) => startServer({ ...settings, queue: { kind: "memory" } }) };
});

const env = { APP_ID: "1", PRIVATE_KEY: makeAppKey(), WEBHOOK_SECRET: "a secret of some length", LOG_LEVEL: "fatal" };

it("names the settings of an address that another process has", async () => {
  const other = createServer();
  await once(other.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const ran = await run(".", ["serve"], { env: { ...env, HOST: "127.0.0.1", PORT: String(port) } });
  expect(ran).toMatchObject({ code: 3, stdout: "" });
  expect(ran.stderr).toMatch(new RegExp(`^error: .*EADDRINUSE.*:${port}\\. Set HOST .* PORT .*\n$`));
});

it("names them for a host that is none", async () => {
  const ran = await run(".", ["serve"], { env: { ...env, HOST: "no host", PORT: "0" } });
  expect(ran).toMatchObject({ code: 3, stderr: expect.stringMatching(/^error: .*no host\. Set HOST /) as string });
});
