import { computed } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';

import type { Curve } from '../charts/curve.ts';
import { useBaseComparison } from '../stores/base-comparison.ts';
import type { ComparedView } from '../stores/base-comparison.ts';
import { comparedCurve } from './compared.ts';
import { useCurves } from './curves.ts';
import type { CurveAnswer, CurveQuery } from './curves.ts';

/**
 * The curves as the switch in the top bar wants them: those of the newest simulation of the base, or
 * the present ones less those of the base, at the times of the present.
 */
export function useComparedCurves(
  query: () => CurveQuery | null,
  present: ShallowRef<CurveAnswer | null>,
  fail: (error: unknown) => void,
): ComputedRef<CurveAnswer | null> {
  const comparison = useBaseComparison();
  const base = useCurves(() => {
    const [asked, run] = [query(), comparison.newestRun('time-domain')];
    return asked && run && comparison.isOn ? { ...asked, runIds: [run.id] } : null;
  }, fail);

  return computed(() => {
    const view = comparison.shownView;
    if (view === 'present' || !present.value) return present.value;
    const { window, curves: ofRuns } = present.value;
    const before = base.value?.curves[0] ?? new Map<string, Curve>();
    if (view === 'base') return { window, curves: [before] };
    const curves = ofRuns.map((after) => new Map(differences(view, after, before)));
    return { window, curves };
  });
}

type Curves = ReadonlyMap<string, Curve>;

function differences(view: ComparedView, after: Curves, before: Curves): [string, Curve][] {
  return [...after].flatMap(([signal, curve]): [string, Curve][] => {
    const other = before.get(signal);
    if (!other) return [];
    const unit = view === 'change' ? '%' : curve.unit;
    return [[signal, { ...curve, unit, value: comparedCurve(view, curve, other) }]];
  });
}
