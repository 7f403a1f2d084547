/** What is being dragged over the tree of scenarios. */
export type DragPayload =
  | { readonly kind: 'scenario'; readonly scenarioId: number }
  | { readonly kind: 'change'; readonly scenarioId: number; readonly changeId: number };

const mediaType = 'application/x-phaselock-drag';

export function beginDrag(event: DragEvent, payload: DragPayload): void {
  if (!event.dataTransfer) return;
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData(mediaType, JSON.stringify(payload));
}

/** Files and text of other programs are none of ours. */
export const isOurs = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes(mediaType) ?? false;

export function droppedOf(event: DragEvent): DragPayload | null {
  const text = event.dataTransfer?.getData(mediaType) ?? '';
  return text === '' ? null : (JSON.parse(text) as DragPayload);
}
