import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { applyEdit } from '../../src-shared/grid/edits.ts';
import type { MonteCarloSpec } from '../../src-shared/studies/monte-carlo.ts';
import type { StatisticalCorrectnessSpec } from '../../src-shared/studies/statistical-correctness.ts';
import { gridOfSample } from '../studies/correctness-sample.ts';
import { drawOf } from '../studies/monte-carlo-draw.ts';
import type { ServiceContext } from './context.ts';
import type { EditService } from './edits.ts';
import { asRefusal } from './engine.ts';
import type { ScenarioTreeService } from './scenario-tree.ts';
import type { ScenarioService } from './scenarios.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface DrawnScenarioService {
  /** One draw of a run as a scenario: drawn again from the run's seed, to the same powers. */
  readonly open: (request: ParsedRequestOf<'studies.openDraw'>) => ScenarioSummary;
}

export function drawnScenarioService(
  { store }: ServiceContext,
  networks: WorkingNetworks,
  scenarios: Pick<ScenarioService, 'createFrom'>,
  tree: Pick<ScenarioTreeService, 'derive'>,
  edits: Pick<EditService, 'apply'>,
): DrawnScenarioService {
  /** Below the run's scenario where that still has the network of the run, else on its own. */
  const openDispatch = (
    run: { readonly id: number; readonly scenarioId: number; readonly seed: number },
    draw: number,
  ): ScenarioSummary => {
    const spec = store.runs.spec(run.id) as MonteCarloSpec;
    networks.refreshStudyHashes();
    const summary = store.runs.summary(run.id);
    const grid = summary && store.revisions.load(summary.revisionId);
    if (!grid) throw new PhaselockError('not-found', `Run ${run.id} has lost its network.`);
    const edit = drawing(() => drawOf(grid, spec, run.seed, draw));
    const name = `Draw ${draw} of run ${run.id}`;
    if (summary.stale) {
      return scenarios.createFrom(applyEdit(grid, edit).grid, { name, origin: `Run ${run.id}` });
    }
    const child = tree.derive({ scenarioId: run.scenarioId, name });
    const { version } = networks.open(child.id);
    edits.apply({ scenarioId: child.id, version, edit, undoable: true });
    return child;
  };

  return {
    open({ runId, draw, row }) {
      const run = store.runs.summary(runId);
      if (!run) {
        throw new PhaselockError('not-found', `Run ${runId} is not in this project any more.`);
      }
      switch (run.kind) {
        case 'monte-carlo':
          return openDispatch(run, draw);
        case 'statistical-correctness': {
          const spec = store.runs.spec(runId) as StatisticalCorrectnessSpec;
          const { grid } = drawing(() => gridOfSample(spec, run.seed, row, draw));
          return scenarios.createFrom(grid, { name: grid.name, origin: `Run ${runId}` });
        }
        default:
          throw new PhaselockError(
            'invalid-request',
            `${run.title} has no draws: choose a run of random dispatches or random networks.`,
          );
      }
    },
  };
}

function drawing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return asRefusal(error);
  }
}
