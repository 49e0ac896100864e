/** Until when the subjects of a group wait, as far as this process has been told. */
export interface GroupHolds {
  /** `delay` in milliseconds from now. */
  hold(group: string | undefined, delay: number | undefined): void;
  /** Milliseconds since 1970, 0 where nothing holds. */
  until(group: string | undefined): number;
}

export function createGroupHolds(): GroupHolds {
  const heldUntil = new Map<string, number>();

  function until(group: string | undefined): number {
    return group === undefined ? 0 : (heldUntil.get(group) ?? 0);
  }

  return {
    until,
    hold(group, delay) {
      if (group !== undefined && delay !== undefined) heldUntil.set(group, Math.max(until(group), Date.now() + delay));
    },
  };
}
