import type { Edit } from '../../src-shared/grid/edits.ts';
import { useNavigation } from '../stores/navigation.ts';
import { freeName, useScenarios } from '../stores/scenarios.ts';
import { useWorkspace } from '../stores/workspace.ts';

/** A child of the open scenario whose one change is this edit; it is opened on the diagram. */
export async function openChild(name: string, edit: Edit): Promise<void> {
  const workspace = useWorkspace();
  const scenarios = useScenarios();
  const parent = workspace.scenario;
  if (!parent) return;
  const taken = scenarios.list.map((scenario) => scenario.name);
  if (!(await scenarios.derive(parent, freeName(name.slice(0, 190), taken), null))) return;
  await workspace.apply(edit);
  useNavigation().go('network');
}
