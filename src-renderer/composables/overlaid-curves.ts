import { shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';

import { requestCurves } from './curves.ts';
import type { CurveAnswer, CurveQuery } from './curves.ts';

/** The curves of a run that is laid over another. */
interface OverlaidCurves {
  readonly runId: number;
  readonly curves: CurveAnswer['curves'];
}

/** What a query asks for, of other runs, in the order of their ids; the last query wins. */
export function useOverlaidCurves(
  query: () => CurveQuery | null,
  runIds: () => readonly number[],
  fail: (error: unknown) => void,
): ShallowRef<readonly OverlaidCurves[]> {
  const overlaid = shallowRef<readonly OverlaidCurves[]>([]);
  let newest = 0;

  watch(
    () => ({ asked: query(), ids: runIds() }),
    async ({ asked, ids }) => {
      const mine = ++newest;
      try {
        const answers = asked
          ? await Promise.all(ids.map((runId) => requestCurves({ ...asked, runId })))
          : [];
        const found = answers.map(({ curves }, k) => ({ runId: ids[k] ?? 0, curves }));
        if (mine === newest) overlaid.value = found;
      } catch (error) {
        if (mine === newest) fail(error);
      }
    },
    { immediate: true },
  );
  return overlaid;
}
