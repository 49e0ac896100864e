import { createHmac, randomUUID } from "node:crypto";
import type { JsonObject } from "./json.ts";

export interface RecordedDelivery {
  /** `X-GitHub-Delivery`; the same when it is delivered again. */
  readonly id: string;
  readonly event: string;
  readonly action: string | undefined;
  readonly payload: JsonObject;
  /** What the receiver answered; undefined while it is under way, where it was lost, or where nobody answered. */
  readonly status: number | undefined;
}

/** One try to deliver it, as GitHub keeps them for the App. Nothing is kept while there is nowhere to deliver to. */
export interface DeliveryAttempt {
  readonly id: number;
  readonly delivery: RecordedDelivery;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Seconds. */
  readonly duration: number;
  readonly isRedelivery: boolean;
  /** What was answered; undefined where nobody did. */
  readonly status: number | undefined;
}

export interface WebhookQueue {
  readonly deliveries: readonly RecordedDelivery[];
  /** In order of time. */
  readonly attempts: readonly DeliveryAttempt[];
  setUrl(url: string | undefined): void;
  /** Records it and sends it, in order for each key. */
  send(key: string, event: string, payload: JsonObject): void;
  redeliver(delivery: RecordedDelivery): Promise<void>;
  idle(): Promise<void>;
  /** Nothing goes out until `release`: who is told must find all of what happened. */
  hold(): void;
  release(): void;
  /** Gives up what is under way. */
  close(): void;
}

export interface WebhookQueueOptions {
  readonly secret: string;
  readonly appId: number;
  readonly order: "one by one" | "all at once";
}

// GitHub gives a receiver ten seconds, and never tries again.
const patience = 10_000;

export function createWebhookQueue(options: WebhookQueueOptions): WebhookQueue {
  const deliveries: { -readonly [K in keyof RecordedDelivery]: RecordedDelivery[K] }[] = [];
  const attempts: DeliveryAttempt[] = [];
  const lanes = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  const held: (() => void)[] = [];
  const closing = new AbortController();
  let isHeld = false;
  let target: string | undefined;

  async function post(delivery: RecordedDelivery, url: string): Promise<number | undefined> {
    const body = JSON.stringify(delivery.payload);
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        signal: AbortSignal.any([AbortSignal.timeout(patience), closing.signal]),
        headers: {
          "content-type": "application/json",
          "user-agent": "GitHub-Hookshot/local",
          "x-github-delivery": delivery.id,
          "x-github-event": delivery.event,
          "x-github-hook-installation-target-id": String(options.appId),
          "x-github-hook-installation-target-type": "integration",
          "x-hub-signature-256": `sha256=${createHmac("sha256", options.secret).update(body).digest("hex")}`,
        },
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      // Nobody listened, or not for long enough: GitHub records the failure and goes on.
      return undefined;
    }
  }

  async function deliver(
    record: (typeof deliveries)[number],
    url: string,
    before: Promise<void> | undefined,
  ): Promise<void> {
    await before;
    const at = Date.now();
    const status = await post(record, url);
    record.status = status;
    const isRedelivery = attempts.some(({ delivery }) => delivery === record);
    const duration = (Date.now() - at) / 1000;
    attempts.push({ id: attempts.length + 1, delivery: record, at, duration, isRedelivery, status });
  }

  function track(work: Promise<void>): Promise<void> {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  }

  return {
    deliveries,
    attempts,
    setUrl(url) {
      target = url;
    },
    send(key, event, payload) {
      const action = typeof payload.action === "string" ? payload.action : undefined;
      // A copy: what is told is how things were when it happened.
      const delivery = { id: randomUUID(), event, action, payload: structuredClone(payload), status: undefined };
      const record: (typeof deliveries)[number] = delivery;
      deliveries.push(record);
      const url = target;
      if (url === undefined) return;
      const start = (): void => {
        const before = options.order === "one by one" ? lanes.get(key) : undefined;
        const work = deliver(record, url, before);
        lanes.set(key, work);
        void track(work);
      };
      if (isHeld) held.push(start);
      else start();
    },
    async redeliver(delivery) {
      const record = deliveries.find(({ id }) => id === delivery.id);
      const url = target;
      if (record === undefined || url === undefined) throw new Error("There is nothing, or nowhere, to deliver again.");
      await track(deliver(record, url, undefined));
    },
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
      for (const start of held.splice(0)) start();
    },
    close() {
      target = undefined;
      closing.abort();
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
