import { shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';

import { api } from '../api/api.ts';
import { drawnCurves } from '../charts/curve.ts';
import type { Curve } from '../charts/curve.ts';
import type { Span } from '../charts/plot.ts';

/** The most signals that one request may name. */
const signalsPerRequest = 500;

export interface CurveQuery {
  /** The run that is shown, then those that are laid over it. */
  readonly runIds: readonly number[];
  readonly signals: readonly string[];
  /** null: the whole of the first run. */
  readonly window: Span | null;
  /** Width of the plot: the main process sends the least and largest value per pixel. */
  readonly pixels: number;
}

export interface CurveAnswer {
  /** By signal, of each run in the order in which they were asked for. */
  readonly curves: readonly ReadonlyMap<string, Curve>[];
  readonly window: Span;
}

/** The curves that a query asks for, asked anew whenever it changes; the last query wins. */
export function useCurves(
  query: () => CurveQuery | null,
  fail: (error: unknown) => void,
): ShallowRef<CurveAnswer | null> {
  const answer = shallowRef<CurveAnswer | null>(null);
  let newest = 0;

  watch(
    query,
    async (asked) => {
      const mine = ++newest;
      if (!asked) {
        answer.value = null;
        return;
      }
      try {
        const received = await request(asked);
        if (mine === newest) answer.value = received;
      } catch (error) {
        if (mine === newest) fail(error);
      }
    },
    { immediate: true },
  );
  return answer;
}

async function request({ runIds, signals, window, pixels }: CurveQuery): Promise<CurveAnswer> {
  const curves: ReadonlyMap<string, Curve>[] = [];
  let span = window;
  for (const runId of runIds) {
    const reply = await api.call('studies.curves', {
      runId,
      signals: signals.slice(0, signalsPerRequest),
      pixels: Math.round(Math.min(Math.max(pixels, 16), 10_000)),
      ...(span ?? {}),
    });
    span ??= { from: reply.from, to: reply.to };
    curves.push(new Map(drawnCurves(reply).map((curve) => [curve.signal, curve])));
  }
  return { curves, window: span ?? { from: 0, to: 1 } };
}
