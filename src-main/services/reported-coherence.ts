import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { CoherenceCurve, TimeDomainResult } from '../../src-shared/studies/time-domain.ts';
import type { ReportedRun } from '../reports/report-input.ts';
import type { Store } from '../store/open-store.ts';
import { coherenceSignal, meanPhase, windowedCoherence } from '../studies/coherence-signals.ts';
import { originOf, sampledSignals } from './coherence-curves.ts';

/** More of one kind cannot be told apart on paper. */
const mostOfAKind = 12;
const windowSeconds = 5;

/**
 * The simulation with the coherence of the whole, of areas and groups, and of machine buses: on
 * paper nobody can ask for it. What the run was asked to tell comes first.
 */
export async function withCoherence(
  store: Store,
  reported: ReportedRun<'time-domain'>,
): Promise<ReportedRun<'time-domain'>> {
  const { run, result } = reported;
  const origin = originOf(store, run.id, result);
  if (origin?.subject.kind !== 'grid') return reported;
  // Runs of earlier versions have none.
  const { coherence: asked = [] } = result as Partial<TimeDomainResult>;
  const told = new Set(asked.map(({ name }) => name));
  const phase = meanPhase();
  const found = scaleNames(origin.subject.grid, result)
    .filter((name) => !told.has(name))
    .flatMap((name) => {
      const signal = coherenceSignal(origin, `coherence/${name}`, phase);
      return signal ? [{ name, signal }] : [];
    });
  const values = await sampledSignals(
    result,
    result.theta,
    found.map(({ signal }) => signal),
  );
  const curves = found.map(({ name, signal: { label } }, k): CoherenceCurve => {
    return { name, label, value: values[k] ?? new Float64Array() };
  });
  const coherence = [...asked, ...averaged(result, told), ...curves];
  return { ...reported, result: { ...result, coherence } };
}

function averaged(
  { orderParameter, time }: TimeDomainResult,
  told: ReadonlySet<string>,
): CoherenceCurve[] {
  const name = `window/${windowSeconds}`;
  if (told.has(name)) return [];
  const value = windowedCoherence(orderParameter, time, windowSeconds);
  return [{ name, label: `Mean of ${windowSeconds} s`, value }];
}

/** A network of one area, or of one group, says by it what it says of the whole. */
function scaleNames(
  { buses, generators }: GridCase,
  { coherentGroups, nodes }: TimeDomainResult,
): string[] {
  const areas = [...new Set(buses.map(({ area }) => area))].sort((a, b) => a - b);
  const groups = coherentGroups.map((_buses, k) => k + 1);
  const several = (numbers: readonly number[]): readonly number[] =>
    numbers.length > 1 ? numbers.slice(0, mostOfAKind) : [];
  const known = new Set(nodes);
  const machines = generators.filter(({ inService, bus }) => inService && known.has(bus));
  const units = [...new Set(machines.map(({ bus }) => bus))].slice(0, mostOfAKind);
  return [
    ...['weighted', 'links'],
    ...several(areas).map((area) => `area/${area}`),
    ...several(groups).map((group) => `group/${group}`),
    ...units.map((bus) => `unit/${bus}`),
  ];
}
