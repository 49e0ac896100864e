import { parentPort } from "node:worker_threads";

/** From a thread that `runInWorker` started: that everything is loaded, so the clock starts, and then the answer. */
export function tellParent(
  message: { readonly kind: "started" } | { readonly kind: "answer"; readonly answer: unknown },
): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}
