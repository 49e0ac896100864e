/** What may still be asked in this hour, by whom: an installation's tokens share theirs. It is told, and never enforced. */
export interface Budgets {
  /** So many requests less; answers with what GitHub's headers say then. */
  spend(whose: string, requests: number): Readonly<Record<string, string>>;
  /** From now on so many are left of this hour. */
  leave(whose: string, remaining: number): void;
}

interface Budget {
  used: number;
  /** In seconds since 1970. */
  readonly endsAt: number;
}

const hourly = 5000;

export function createBudgets(): Budgets {
  const budgets = new Map<string, Budget>();

  function budgetOf(whose: string): Budget {
    const now = Math.floor(Date.now() / 1000);
    const known = budgets.get(whose);
    if (known !== undefined && known.endsAt > now) return known;
    const budget = { used: 0, endsAt: now + 3600 };
    budgets.set(whose, budget);
    return budget;
  }

  return {
    leave(whose, remaining) {
      budgetOf(whose).used = hourly - remaining;
    },
    spend(whose, requests) {
      const budget = budgetOf(whose);
      budget.used += requests;
      return {
        "x-ratelimit-limit": String(hourly),
        "x-ratelimit-remaining": String(Math.max(0, hourly - budget.used)),
        "x-ratelimit-used": String(budget.used),
        "x-ratelimit-reset": String(budget.endsAt),
        "x-ratelimit-resource": "core",
      };
    },
  };
}
