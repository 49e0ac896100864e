/** One suggestion that was tried. */
export interface Trial {
  /** 0 to 1: how much it stands out from the other categories. */
  readonly strength: number;
  readonly isRight: boolean;
}

/** From this strength on, so many of the suggestions tried were right. */
interface Step {
  readonly from: number;
  readonly tried: number;
  readonly right: number;
}

const mostSteps = 10;
const fewestTrials = 20;

/**
 * The share of right ones among the trials of about the same strength, 0 to 1; a stronger suggestion is never less sure.
 * Ten steps of equal size, neighbours joined where the stronger one was right less often (isotonic regression by
 * [pooling adjacent violators](https://en.wikipedia.org/wiki/Isotonic_regression)).
 */
export function fitConfidence(trials: readonly Trial[]): (strength: number) => number {
  const sorted = trials.toSorted((a, b) => a.strength - b.strength || Number(b.isRight) - Number(a.isRight));
  const count = Math.min(mostSteps, Math.max(1, Math.floor(sorted.length / fewestTrials)));
  const steps: Step[] = [];
  for (let at = 0; at < count; at += 1) {
    const part = sorted.slice(Math.floor((at * sorted.length) / count), Math.floor(((at + 1) * sorted.length) / count));
    let step: Step = {
      from: part[0]?.strength ?? 0,
      tried: part.length,
      right: part.filter(({ isRight }) => isRight).length,
    };
    for (let below = steps.at(-1); below !== undefined && share(below) >= share(step); below = steps.at(-1)) {
      steps.pop();
      step = { from: below.from, tried: below.tried + step.tried, right: below.right + step.right };
    }
    steps.push(step);
  }
  return (strength) => {
    const step = steps.findLast(({ from }) => from <= strength) ?? steps[0];
    return step === undefined ? 0 : share(step);
  };
}

function share({ tried, right }: Step): number {
  return tried === 0 ? 0 : right / tried;
}
