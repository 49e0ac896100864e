/** Until when the subjects of a group wait, as far as this process has been told. */
export interface GroupHolds {
  /** `delay` in milliseconds from now. Whether the group waits longer by that than it did, by a second or more. */
  hold(group: string | undefined, delay: number | undefined): boolean;
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
      if (group === undefined || delay === undefined) return false;
      const before = until(group);
      const now = Math.max(before, Date.now() + delay);
      heldUntil.set(group, now);
      return now >= before + 1000;
    },
  };
}
