import { setImmediate } from 'node:timers/promises';

import type { BinContents, BinEmptied, StayingScenario } from '../../src-shared/contract/bin.ts';
import { whyItStays } from '../../src-shared/contract/bin.ts';
import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { requireScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import { forgetScenarioModel } from './scenario-model.ts';
import { forgetScenarioReport } from './scenario-report.ts';
import type { StudyService } from './studies.ts';

/** The one way by which anything is deleted for good. */
export interface BinService {
  readonly weigh: (request: ParsedRequestOf<'bin.weigh'>) => BinContents;
  /** All of them or, where one cannot go, none. */
  readonly empty: (request: ParsedRequestOf<'bin.empty'>) => Promise<BinEmptied>;
}

export function binService(
  context: ServiceContext,
  studies: Pick<StudyService, 'cancel'>,
): BinService {
  const { store, events, log } = context;

  const requireInBin = (scenarioId: number): ScenarioSummary => {
    const scenario = requireScenario(store, scenarioId);
    if (scenario.deletedAt !== null) return scenario;
    throw new PhaselockError(
      'refused',
      `Scenario “${scenario.name}” is not in the bin: move it there first.`,
    );
  };

  /** Null where nothing outside of the bin is made of it. */
  const whoHoldsIt = ({ id, name }: ScenarioSummary): StayingScenario | null => {
    const followedBy = store.scenarios
      .descendants(id)
      .map((follower) => requireScenario(store, follower))
      .filter(({ deletedAt }) => deletedAt === null)
      .map((follower) => follower.name);
    return followedBy.length > 0 ? { id, name, followedBy } : null;
  };

  const withFollowers = (scenarioIds: readonly number[]): number[] => [
    ...new Set(scenarioIds.flatMap((id) => [id, ...store.scenarios.descendants(id)])),
  ];

  const activeRunsOf = (scenarioIds: readonly number[]): number[] =>
    store.queue
      .unfinished()
      .filter(({ scenarioId }) => scenarioIds.includes(scenarioId))
      .map(({ runId }) => runId);

  /** @throws PhaselockError `refused` where one of them cannot go, or something would go unasked. */
  const requireDeletable = (scenarioIds: readonly number[]): void => {
    for (const id of scenarioIds) {
      const holding = whoHoldsIt(requireInBin(id));
      if (holding) throw new PhaselockError('refused', whyItStays(holding));
    }
    if (withFollowers(scenarioIds).every((id) => scenarioIds.includes(id))) return;
    throw new PhaselockError(
      'conflict',
      'The bin has changed in the meantime: look at what would be deleted now, then go on.',
    );
  };

  const deleteAll = (scenarioIds: readonly number[]): number =>
    store.transaction(() => {
      requireDeletable(scenarioIds);
      const { runs } = store.removal.weigh(scenarioIds);
      store.removal.delete(scenarioIds);
      for (const id of scenarioIds) {
        forgetScenarioModel(store, id);
        forgetScenarioReport(store, id);
      }
      return runs;
    });

  /** In pieces, between which others have their turn. What is not given back now is next time. */
  const giveBack = async (): Promise<void> => {
    try {
      while (store.space.giveBackSome()) await setImmediate();
    } catch (error) {
      log.write('giving room back', error);
    }
  };

  return {
    weigh({ scenarioIds }) {
      const asked = scenarioIds?.map(requireInBin) ?? store.scenarios.list(true);
      const staying = asked.map(whoHoldsIt).filter((holding) => holding !== null);
      const free = asked.filter(({ id }) => !staying.some((holding) => holding.id === id));
      const ids = withFollowers(free.map(({ id }) => id));
      const going = ids.map((id) => ({ id, name: requireScenario(store, id).name }));
      const activeRuns = activeRunsOf(ids).length;
      return { going, staying, activeRuns, ...store.removal.weigh(ids) };
    },
    async empty({ scenarioIds }) {
      requireDeletable(scenarioIds);
      for (const runId of activeRunsOf(scenarioIds)) await studies.cancel({ runId });
      const before = store.space.bytes();
      const runs = deleteAll(scenarioIds);
      for (const scenarioId of scenarioIds) events.emit('scenario.changed', { scenarioId });
      await giveBack();
      const bytesGivenBack = Math.max(0, before - store.space.bytes());
      return { scenarios: scenarioIds.length, runs, bytesGivenBack };
    },
  };
}
