import { elementLabel, elementsOf, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementKind } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { MessageList } from './message-list.ts';

const KINDS: readonly ElementKind[] = ['bus', 'branch', 'generator', 'load', 'shunt'];
const LIMITS: ReadonlySet<string> = new Set(['pMinMw', 'pMaxMw', 'qMinMvar', 'qMaxMvar']);

/** Figures of a file may be finite each and overflow once they are multiplied: an error then. */
export function requireFiniteGrid(grid: GridCase, messages: MessageList): void {
  for (const kind of KINDS) {
    for (const element of elementsOf(grid, kind)) {
      const bad = Object.entries(element).find(
        ([field, value]) =>
          typeof value === 'number' &&
          !Number.isFinite(value) &&
          (Number.isNaN(value) || !LIMITS.has(field)),
      );
      if (!bad) continue;
      const ref = refOf(kind, element);
      messages.error(
        `${elementLabel(ref)} gets ${bad[0]} = ${String(bad[1])} from the figures in the file: correct them.`,
        null,
        ref,
      );
    }
  }
}
