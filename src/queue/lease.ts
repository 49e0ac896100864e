import { AsyncLocalStorage } from "node:async_hooks";

/**
 * How long what a process has taken is surely its own. A process that stood still, or could not reach the database, may
 * have been believed gone: what it goes on with then is another's by now. Times are milliseconds since 1970.
 */
export interface Lease {
  /** The database has heard of it. */
  renew(at: number): void;
  /** It is given back. */
  end(): void;
  /** Once false, false for ever: whatever is heard afterwards, another may have taken it in between. */
  isOurs(): boolean;
}

/** @param lastsFor milliseconds after the database has last heard of it */
export function createLease(takenAt: number, lastsFor: number): Lease {
  let heardAt = takenAt;
  let isOver = false;
  const isOurs = (): boolean => {
    isOver ||= Date.now() - heardAt > lastsFor;
    return !isOver;
  };
  return {
    isOurs,
    renew(at) {
      if (isOurs()) heardAt = at;
    },
    end() {
      isOver = true;
    },
  };
}

const leases = new AsyncLocalStorage<Lease>();

/** Whatever is done for this work, and waits for it, is under the lease. */
export function underLease<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
  return leases.run(lease, work);
}

/** Whether what runs here may write: it is under no lease, or its lease is not over. */
export function mayWrite(): boolean {
  return leases.getStore()?.isOurs() ?? true;
}
