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
      const field = overflown(element);
      if (field === null) continue;
      const ref = refOf(kind, element);
      messages.error(
        `${elementLabel(ref)} gets no finite ${field} from the figures in the file: correct them.`,
        null,
        ref,
      );
    }
  }
}

/** The first field that is NaN, or infinite and no limit; null where there is none. */
function overflown(element: object): string | null {
  const fields = element as Readonly<Record<string, unknown>>;
  for (const field in fields) {
    const value = fields[field];
    if (typeof value !== 'number' || Number.isFinite(value)) continue;
    if (Number.isNaN(value) || !LIMITS.has(field)) return field;
  }
  return null;
}
