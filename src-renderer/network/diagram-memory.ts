import { emptyMemory } from './diagram-elements.ts';
import type { DiagramMemory, DiagramView } from './diagram-elements.ts';
import { sameShape } from './topology.ts';

/**
 * What of the last picture stands in the next one. An edit of values leaves all bars, which are most
 * of the work, and all but the elements that it replaced.
 */
export function createDiagramMemory(): (view: DiagramView) => DiagramMemory {
  let last: DiagramView | null = null;
  let memory = emptyMemory();

  return (view) => {
    const before = last;
    last = view;
    if (before?.scale !== view.scale || !sameShape(before.topology, view.topology)) {
      memory = emptyMemory();
    } else if (before.detailed !== view.detailed || before.labelOf !== view.labelOf) {
      memory = { ...emptyMemory(), bars: memory.bars };
    }
    return memory;
  };
}
