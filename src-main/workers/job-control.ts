/**
 * The few words of memory that main and worker threads share while a job runs: the stop flag, and
 * how far each chunk has come. Neither side ever waits for the other.
 */
export interface JobControl {
  readonly stop: () => void;
  readonly stopped: () => boolean;
  readonly report: (chunk: number, fraction: number) => void;
  /** Mean over the chunks, from 0 to 1. */
  readonly fraction: () => number;
}

const flagBytes = 8;

export const controlMemory = (chunks: number): SharedArrayBuffer =>
  new SharedArrayBuffer(flagBytes + chunks * Float64Array.BYTES_PER_ELEMENT);

export function jobControl(memory: SharedArrayBuffer): JobControl {
  const flag = new Int32Array(memory, 0, 1);
  const fractions = new Float64Array(memory, flagBytes);
  return {
    stop: () => void Atomics.store(flag, 0, 1),
    stopped: () => Atomics.load(flag, 0) === 1,
    report: (chunk, fraction) => void (fractions[chunk] = Math.min(1, Math.max(0, fraction))),
    fraction: () =>
      fractions.length === 0 ? 1 : fractions.reduce((sum, f) => sum + f, 0) / fractions.length,
  };
}
