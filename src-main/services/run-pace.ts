/** How long a run has worked, waiting not counted, and how long it will still take. */
export interface RunPace {
  readonly work: () => void;
  readonly rest: () => void;
  /** null where it has never worked. */
  readonly seconds: () => number | null;
  /** From the pace since it last began to work; null while there is too little of it to tell. */
  readonly remaining: (fraction: number) => number | null;
}

const shortestStretch = 0.5;
/** A long run is not kept waiting for its first hundredth. */
const [leastGain, patience] = [0.01, 10];

export function createRunPace(now: () => Date, secondsBefore: number): RunPace {
  let before = secondsBefore > 0 ? secondsBefore : null;
  let since: number | null = null;
  let fractionAtStart: number | null = null;

  const stretch = (): number => (since === null ? 0 : (now().getTime() - since) / 1000);

  return {
    work() {
      since ??= now().getTime();
      before ??= 0;
    },
    rest() {
      before = before === null ? null : before + stretch();
      since = null;
      fractionAtStart = null;
    },
    seconds: () => (before === null ? null : before + stretch()),
    remaining(fraction) {
      fractionAtStart ??= fraction;
      const [elapsed, gained] = [stretch(), fraction - fractionAtStart];
      if (elapsed < shortestStretch || gained <= 0) return null;
      if (gained < leastGain && elapsed < patience) return null;
      return (elapsed * (1 - fraction)) / gained;
    },
  };
}
