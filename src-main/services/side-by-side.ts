import type { SideBySide } from '../../src-shared/contract/comparison-documents.ts';
import type { RunSummary } from '../../src-shared/contract/run-documents.ts';
import { compareGrids } from '../../src-shared/grid/compare.ts';
import { studyKinds, studyTitles } from '../../src-shared/studies/catalogue.ts';
import type { StudyKind } from '../../src-shared/studies/catalogue.ts';
import type { OutageResult } from '../../src-shared/studies/contingency-screening.ts';
import type { EdgeRef } from '../../src-shared/studies/model-options.ts';
import { compareOutages, outageVerdictText } from '../../src-shared/studies/outage-verdict.ts';
import type { Store } from '../store/open-store.ts';
import { requirePresentScenario } from './context.ts';
import type { WorkingNetworks } from './working-networks.ts';

/** The newest run of one kind of each scenario, in their order; null where there is none. */
interface RunRow {
  readonly kind: StudyKind;
  readonly runs: readonly (RunSummary | null)[];
}

/** Several scenarios side by side, the first as what the others are compared with. */
export function sideBySide(
  store: Store,
  networks: WorkingNetworks,
  scenarioIds: readonly number[],
): SideBySide {
  const scenarios = scenarioIds.map((id) => requirePresentScenario(store, id));
  const rows = studyKinds
    .map((kind): RunRow => ({ kind, runs: scenarioIds.map((id) => store.runs.newest(id, kind)) }))
    .filter(({ runs }) => runs.some((run) => run !== null));
  const names = scenarios.map(({ name }) => name);
  const [first] = scenarioIds.map((id) => networks.open(id).grid);
  return {
    scenarios,
    quantities: rows.flatMap((row) => quantitiesOf(store, row)),
    places: rows.flatMap((row) => placesOf(store, row)),
    contingencies: rows.flatMap((row) => contingenciesOf(store, row)),
    networks: scenarioIds.map((id) => (first ? compareGrids(first, networks.open(id).grid) : [])),
    remarks: rows.flatMap((row) => remarksOf(row, names)),
  };
}

function quantitiesOf(store: Store, { kind, runs }: RunRow): SideBySide['quantities'] {
  const figures = runs.map((run) => (run ? store.runs.figures(run.id) : []));
  const units = new Map(figures.flat().map(({ quantity, unit }) => [quantity, unit]));
  return [...units].map(([quantity, unit]) => ({
    study: studyTitles[kind],
    quantity,
    unit,
    values: figures.map((of) => of.find((figure) => figure.quantity === quantity)?.value ?? null),
  }));
}

/** Where something is worst, of the studies that say so. */
function placesOf(store: Store, { kind, runs }: RunRow): SideBySide['places'] {
  const study = studyTitles[kind];
  const results = runs.map((run) => (run ? store.results.fields(run.id) : null));
  if (kind === 'sync-condition') {
    const values = results.map((result) => edgeText(result?.['worstEdge'] as EdgeRef | null));
    return [{ study, quantity: 'Worst edge', values }];
  }
  if (kind !== 'contingency-screening') return [];
  const values = results.map((result) => worstOutage(outagesOf(result)));
  return [{ study, quantity: 'Worst outage', values }];
}

const edgeText = (edge: EdgeRef | null | undefined): string | null =>
  edge ? `${edge.from}–${edge.to}` : null;

const outagesOf = (result: Readonly<Record<string, unknown>> | null): readonly OutageResult[] =>
  (result?.['outages'] ?? []) as readonly OutageResult[];

function worstOutage(outages: readonly OutageResult[]): string | null {
  const [worst] = outages
    .filter(({ status, norm }) => status !== 'islanding' && norm !== null)
    .sort((a, b) => compareOutages(a, b));
  return worst?.element ?? null;
}

/** Outage by outage, matched by name, in the order in which they first appear. */
function contingenciesOf(store: Store, { kind, runs }: RunRow): SideBySide['contingencies'] {
  if (kind !== 'contingency-screening') return [];
  const sides = runs.map((run) => {
    const outages = outagesOf(run && store.results.fields(run.id));
    return new Map(outages.map((outage) => [outage.element, outage]));
  });
  const names = new Set(sides.flatMap((side) => [...side.keys()]));
  return [...names].map((name) => ({
    name,
    sides: sides.map((side) => {
      const outage = side.get(name);
      if (!outage) return null;
      const { norm, islandedMw } = outage;
      return { status: outageVerdictText(outage), norm, islandedMw };
    }),
  }));
}

function remarksOf({ kind, runs }: RunRow, names: readonly string[]): string[] {
  return runs.flatMap((run, k) => {
    const name = names[k] ?? '';
    if (!run) return [`${studyTitles[kind]}: not run on “${name}” yet.`];
    if (!run.stale) return [];
    return [
      `${studyTitles[kind]}: the network of “${name}” has changed since it was run; run it again.`,
    ];
  });
}
