import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type {
  ResultDifference,
  RunFigures,
  ScenarioComparison,
  SideBySide,
} from '../../src-shared/contract/comparison-documents.ts';
import type { RunSummary } from '../../src-shared/contract/run-documents.ts';
import { compareGrids } from '../../src-shared/grid/compare.ts';
import { studyKinds, studyTitles } from '../../src-shared/studies/catalogue.ts';
import type { StudyKind } from '../../src-shared/studies/catalogue.ts';
import type { OutageResult } from '../../src-shared/studies/contingency-screening.ts';
import type { Store } from '../store/open-store.ts';
import type { Figure } from '../store/study-runs.ts';
import { requirePresentScenario } from './context.ts';
import { sideBySide } from './side-by-side.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface ComparisonService {
  readonly compare: (request: ParsedRequestOf<'scenarios.compare'>) => ScenarioComparison;
  readonly compareAll: (request: ParsedRequestOf<'scenarios.compareAll'>) => SideBySide;
  readonly figures: (request: ParsedRequestOf<'studies.figures'>) => readonly RunFigures[];
}

/** Of all kinds; who has more looks them up with their scenarios. */
const endedLookedThrough = 5000;

/** The newest run of one kind on either side; null where there is none. */
interface RunPair {
  readonly kind: StudyKind;
  readonly left: RunSummary | null;
  readonly right: RunSummary | null;
}

export function comparisonService(store: Store, networks: WorkingNetworks): ComparisonService {
  return {
    compare({ left, right }) {
      networks.refreshStudyHashes();
      const summaries = {
        left: requirePresentScenario(store, left),
        right: requirePresentScenario(store, right),
      };
      const pairs = studyKinds.map((kind): RunPair => ({
        kind,
        left: store.runs.newest(left, kind),
        right: store.runs.newest(right, kind),
      }));
      const names = { left: summaries.left.name, right: summaries.right.name };
      return {
        ...summaries,
        network: compareGrids(networks.open(left).grid, networks.open(right).grid),
        results: pairs.flatMap((pair) => compareFigures(store, pair)),
        contingencies: compareContingencies(store, pairs),
        remarks: pairs.flatMap((pair) => remarksOn(pair, names)),
      };
    },
    compareAll({ scenarioIds }) {
      networks.refreshStudyHashes();
      return sideBySide(store, networks, [...new Set(scenarioIds)]);
    },
    figures({ kind }) {
      networks.refreshStudyHashes();
      const ended = store.runs
        .ofAllScenarios(endedLookedThrough)
        .filter((run) => run.kind === kind && run.queue === null);
      const names = new Map(store.scenarios.list(false).map(({ id, name }) => [id, name]));
      return ended.flatMap((run) => {
        const scenario = names.get(run.scenarioId);
        if (scenario === undefined) return [];
        return [{ run, scenario, figures: store.runs.figures(run.id) }];
      });
    },
  };
}

function compareFigures(store: Store, { kind, left, right }: RunPair): ResultDifference[] {
  const of = (run: RunSummary | null): Figure[] => (run ? store.runs.figures(run.id) : []);
  const [before, after] = [of(left), of(right)];
  const quantities = new Map([...before, ...after].map(({ quantity, unit }) => [quantity, unit]));
  const value = (figures: Figure[], name: string): number | null =>
    figures.find(({ quantity }) => quantity === name)?.value ?? null;
  return [...quantities].map(([quantity, unit]) => ({
    quantity: `${studyTitles[kind]}: ${quantity}`,
    unit,
    left: value(before, quantity),
    right: value(after, quantity),
  }));
}

/** Outage by outage, where either side was screened; in the order of the left, then the right. */
function compareContingencies(
  store: Store,
  pairs: readonly RunPair[],
): ScenarioComparison['contingencies'] {
  const pair = pairs.find(({ kind }) => kind === 'contingency-screening');
  if (!pair?.left || !pair.right) return [];
  const [before, after] = [outagesOf(store, pair.left.id), outagesOf(store, pair.right.id)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].map((name) => ({
    name,
    left: before.get(name) ?? null,
    right: after.get(name) ?? null,
  }));
}

type Screened = Pick<OutageResult, 'status' | 'norm'>;

function outagesOf(store: Store, runId: number): Map<string, Screened> {
  const outages = (store.results.fields(runId)?.outages ?? []) as readonly OutageResult[];
  return new Map(outages.map(({ element, status, norm }) => [element, { status, norm }]));
}

function remarksOn(
  { kind, left, right }: RunPair,
  names: { readonly left: string; readonly right: string },
): string[] {
  const study = studyTitles[kind];
  // A study that nobody has asked for is nothing to remark on.
  if (!left && !right) return [];
  return [...remarkOn(study, names.left, left), ...remarkOn(study, names.right, right)];
}

function remarkOn(study: string, name: string, run: RunSummary | null): string[] {
  if (!run) return [`${study}: not run on “${name}” yet.`];
  if (!run.stale) return [];
  return [`${study}: the network of “${name}” has changed since it was run; run it again.`];
}
