import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type {
  DispatchPreview,
  EditOutcome,
  ScenarioChange,
} from '../../src-shared/contract/scenario-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { previewDispatch } from '../../src-shared/grid/dispatch-preview.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type { ChangeListEdit } from '../store/change-list.ts';
import type { StoredChange } from '../store/scenario-changes.ts';
import { requirePresentScenario, requireScenario, tellChanged } from './context.ts';
import type { ServiceContext } from './context.ts';
import { inOneStep } from './one-step.ts';
import { scenarioHistory } from './scenario-history.ts';
import type { WorkingNetworks } from './working-networks.ts';

interface ScenarioRequest {
  readonly scenarioId: number;
}

/** The list of changes that a child is made of. */
export interface ChangeService {
  /** In order, with what became of each; empty for a scenario that has its own network. */
  readonly list: (request: ScenarioRequest) => readonly ScenarioChange[];
  readonly switch: (request: ParsedRequestOf<'changes.switch'>) => EditOutcome;
  readonly remove: (request: ParsedRequestOf<'changes.remove'>) => EditOutcome;
  readonly place: (request: ParsedRequestOf<'changes.place'>) => EditOutcome;
  /** Takes the change out of one scenario and makes it in another, each a step to undo there. */
  readonly transfer: (request: ParsedRequestOf<'changes.transfer'>) => readonly ScenarioChange[];
  readonly dispatch: (request: ParsedRequestOf<'changes.dispatch'>) => EditOutcome;
  readonly previewDispatch: (
    request: ParsedRequestOf<'changes.previewDispatch'>,
  ) => DispatchPreview;
}

export function changeService(context: ServiceContext, networks: WorkingNetworks): ChangeService {
  const { store } = context;
  const history = scenarioHistory(context, networks);

  const change = (scenarioId: number, work: () => Edit | null): EditOutcome =>
    inOneStep(context, networks, scenarioId, work);

  const requireChange = (scenarioId: number, changeId: number): StoredChange => {
    const { name } = requirePresentScenario(store, scenarioId);
    const found = store.changes.list(scenarioId).find(({ id }) => id === changeId);
    if (found) return found;
    throw new PhaselockError(
      'not-found',
      `The change is not in the list of “${name}” any more: look at the list as it is now.`,
    );
  };

  const editList = (
    { scenarioId, changeId }: { readonly scenarioId: number; readonly changeId: number },
    verb: string,
    edit: ChangeListEdit,
  ): EditOutcome => {
    const { label } = requireChange(scenarioId, changeId);
    return change(scenarioId, () => history.editList(scenarioId, `${verb}: ${label}`, edit));
  };

  const list: ChangeService['list'] = ({ scenarioId }) => {
    requireScenario(store, scenarioId);
    const outcomes = networks.outcomes(scenarioId);
    return store.changes.list(scenarioId).map(({ id, enabled, content, label, madeAt }, k) => {
      const outcome = outcomes[k] ?? { label, obstacle: null };
      return { id, kind: content.kind, enabled, madeAt, ...outcome };
    });
  };

  return {
    list,
    switch: (request) =>
      editList(request, request.enabled ? 'Switch on' : 'Switch off', {
        kind: 'switch-change',
        changeId: request.changeId,
        enabled: request.enabled,
      }),
    remove: (request) =>
      editList(request, 'Take out', { kind: 'remove-change', changeId: request.changeId }),
    place: (request) =>
      editList(request, 'Put elsewhere', {
        kind: 'place-change',
        changeId: request.changeId,
        index: request.index,
      }),
    transfer({ scenarioId, changeId, to }) {
      const { content, label } = requireChange(scenarioId, changeId);
      requireAnother(scenarioId, to, requirePresentScenario(store, to).name);
      const edit: ChangeListEdit = { kind: 'remove-change', changeId };
      store.transaction(() => {
        history.editList(scenarioId, `Move away: ${label}`, edit);
        history.make(to, content);
      });
      for (const changed of [scenarioId, to]) tellChanged(context, changed);
      return list({ scenarioId });
    },
    dispatch: ({ scenarioId, rule }) =>
      change(scenarioId, () => history.make(scenarioId, { kind: 'dispatch', rule })),
    previewDispatch: ({ scenarioId, rule }) =>
      previewDispatch(networks.open(scenarioId).grid, rule),
  };
}

function requireAnother(scenarioId: number, to: number, name: string): void {
  if (scenarioId !== to) return;
  throw new PhaselockError('refused', `The change is in “${name}” already: choose another one.`);
}
