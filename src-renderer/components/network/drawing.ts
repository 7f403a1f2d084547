import type { Position } from '../../../src-shared/grid/grid-case.ts';
import {
  drawBranch,
  drawBus,
  drawGenerator,
  drawLoad,
  drawShunt,
} from '../../network/draw-edits.ts';
import type { Drawing } from '../../network/draw-edits.ts';
import { isGroup } from '../../network/area-groups.ts';
import { useMessages } from '../../stores/messages.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { useNetworkScreen } from './network-screen.ts';

export interface DrawingActions {
  /** A click of the chosen tool: on a bus, or (null) on empty paper. */
  readonly press: (bus: number | null, at: Position) => void;
  /** A branch drawn from bus to bus. */
  readonly join: (from: number, to: number) => void;
  readonly refuse: (reason: string) => void;
}

/** Carries the drawing tools out: one undoable edit each, and what was drawn is then selected. */
export function useDrawing(): DrawingActions {
  const workspace = useWorkspace();
  const screen = useNetworkScreen();
  const messages = useMessages();

  const refuse = (reason: string): void =>
    messages.show({ kind: 'warning', title: 'Nothing was drawn', text: reason });

  function carryOut(drawing: Drawing): void {
    if (!drawing.ok) {
      refuse(drawing.reason);
      return;
    }
    void workspace.apply(drawing.edit);
    workspace.select([drawing.element]);
  }

  /** A drawing tool needs a bus to begin and end at, not an area. */
  function isRefused(...buses: readonly (number | null)[]): boolean {
    const onGroup = buses.some((bus) => bus !== null && isGroup(bus));
    if (onGroup) refuse('This is a collapsed area: expand it, then draw at one of its buses.');
    return onGroup;
  }

  function press(bus: number | null, at: Position): void {
    const { grid } = workspace;
    if (!grid || isRefused(bus)) return;
    switch (screen.tool) {
      case 'bus':
        if (bus !== null) refuse(`There is bus ${bus} already: click on empty paper.`);
        else carryOut(drawBus(grid, at));
        break;
      case 'generator':
        carryOut(drawGenerator(grid, bus ?? 0));
        break;
      case 'load':
        carryOut(drawLoad(grid, bus ?? 0));
        break;
      case 'shunt':
        carryOut(drawShunt(grid, bus ?? 0));
        break;
      case 'select':
      case 'line':
      case 'transformer':
        break;
    }
  }

  function join(from: number, to: number): void {
    const { tool } = screen;
    if (!workspace.grid || (tool !== 'line' && tool !== 'transformer')) return;
    if (isRefused(from, to)) return;
    carryOut(drawBranch(workspace.grid, from, to, tool));
  }

  return { press, join, refuse };
}
