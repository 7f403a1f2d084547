import type { Core, NodeSingular } from 'cytoscape';

import type { Position } from '../../src-shared/grid/grid-case.ts';

export interface Note {
  readonly text: string;
  readonly place: Position;
}

/**
 * What is written at remarkable lines. Each note is a node above all else, which goes from line to
 * line: as the label of a line it would have the library sort all elements anew whenever another
 * line is the remarkable one.
 */
export class DiagramNotes {
  private readonly cy: Core;
  private readonly nodes: NodeSingular[] = [];

  constructor(cy: Core) {
    this.cy = cy;
  }

  show(notes: readonly Note[]): void {
    const { cy, nodes } = this;
    cy.batch(() => {
      for (const node of nodes.splice(notes.length)) node.remove();
      notes.forEach(({ text, place }, k) => {
        const present = nodes[k];
        if (!present)
          nodes.push(
            ...cy
              .add(definitionOf(k, text, place))
              .nodes()
              .toArray(),
          );
        // What is set is drawn anew, even if it was so before.
        else if (!isAt(present, place) || present.data('note') !== text) {
          present.data('note', text).position({ ...place });
        }
      });
    });
  }
}

function isAt(node: NodeSingular, { x, y }: Position): boolean {
  const at = node.position();
  return at.x === x && at.y === y;
}

const definitionOf = (k: number, note: string, place: Position) => ({
  group: 'nodes' as const,
  data: { id: `note:${k}`, note },
  classes: 'note',
  position: { ...place },
  selectable: false,
  grabbable: false,
});
