import { AsyncLocalStorage } from "node:async_hooks";

/** What is being done: a webhook is taken, or a job of the queue worked on. Written to as it goes on. */
export interface Task {
  /** Of the webhook that is taken, or that asked for this. */
  readonly delivery: string | undefined;
  /** Requests to GitHub that its work took, and those among them that write. Tokens, which all looks share, are left out. */
  requests: number;
  writes: number;
  /** Of a webhook, once it is verified. */
  event?: TakenEvent;
}

/** What a webhook is about. */
export interface TakenEvent {
  readonly action: string | undefined;
  readonly installation: number;
  /** As they stand in logs. */
  readonly subjects: readonly string[];
}

const tasks = new AsyncLocalStorage<Task>();

export function startTask(delivery: string | undefined): Task {
  return { delivery, requests: 0, writes: 0 };
}

/** What happens in `act`, and in all that it begins, is of this task. */
export function inTask<T>(task: Task, act: () => T): T {
  return tasks.run(task, act);
}

export function findTask(): Task | undefined {
  return tasks.getStore();
}

/** Says what the webhook that is taken now is about. */
export function noteEvent(event: TakenEvent): void {
  const task = findTask();
  if (task !== undefined) task.event = event;
}
