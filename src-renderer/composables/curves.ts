import { shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';

import { api } from '../api/api.ts';
import { drawnCurves } from '../charts/curve.ts';
import type { Curve } from '../charts/curve.ts';
import type { Span } from '../charts/plot.ts';

/** The most signals that one request may name. */
const signalsPerRequest = 500;

export interface CurveQuery {
  readonly runId: number;
  readonly signals: readonly string[];
  /** null: the whole run. */
  readonly window: Span | null;
  /** Width of the plot: the main process sends the least and largest value per pixel. */
  readonly pixels: number;
}

export interface CurveAnswer {
  readonly curves: ReadonlyMap<string, Curve>;
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
        const received = await requestCurves(asked);
        if (mine === newest) answer.value = received;
      } catch (error) {
        if (mine === newest) fail(error);
      }
    },
    { immediate: true },
  );
  return answer;
}

export async function requestCurves({
  runId,
  signals,
  window,
  pixels,
}: CurveQuery): Promise<CurveAnswer> {
  const reply = await api.call('studies.curves', {
    runId,
    signals: signals.slice(0, signalsPerRequest),
    pixels: Math.round(Math.min(Math.max(pixels, 16), 10_000)),
    ...(window ?? {}),
  });
  const curves = new Map(drawnCurves(reply).map((curve) => [curve.signal, curve]));
  return { curves, window: { from: reply.from, to: reply.to } };
}
