import type { Tool } from '../../network/diagram-pointer.ts';

export interface ToolWords {
  readonly tool: Tool;
  readonly label: string;
  readonly key: string;
  /** What to do with it. */
  readonly hint: string;
}

/** The tools of the palette, in its order. */
export const tools: readonly ToolWords[] = [
  {
    tool: 'select',
    label: 'Select',
    key: 'V',
    hint: 'Click selects, Ctrl adds; drag a bus to move it, the paper to pan; Shift+drag selects a box.',
  },
  {
    tool: 'bus',
    label: 'Bus',
    key: 'B',
    hint: 'Click where the bus shall be. Enter places one in the middle of the view.',
  },
  {
    tool: 'line',
    label: 'Line',
    key: 'L',
    hint: 'Drag from bus to bus, or click one and then the other. Enter joins two selected buses.',
  },
  {
    tool: 'transformer',
    label: 'Transf.',
    key: 'T',
    hint: 'Drag from the tap side to the other bus. Enter joins two selected buses.',
  },
  {
    tool: 'generator',
    label: 'Generator',
    key: 'G',
    hint: 'Click on the bus that it feeds. Enter adds one to the selected bus.',
  },
  {
    tool: 'load',
    label: 'Load',
    key: 'D',
    hint: 'Click on the bus that it hangs on. Enter adds one to the selected bus.',
  },
  {
    tool: 'shunt',
    label: 'Shunt',
    key: 'S',
    hint: 'Click on the bus that it hangs on. Enter adds one to the selected bus.',
  },
];

export const hintOf = (wanted: Tool): string =>
  tools.find(({ tool }) => tool === wanted)?.hint ?? '';

/** What a tool is called while it is dragged from the palette onto the diagram. */
const draggedType = 'application/x-phaselock-tool';

export const dragTool = (transfer: DataTransfer | null, tool: Tool): void =>
  transfer?.setData(draggedType, tool);

/** The tool that was dropped; null where it was something else. */
export const toolOf = (transfer: DataTransfer | null): Tool | null =>
  tools.find(({ tool }) => tool === transfer?.getData(draggedType))?.tool ?? null;

/** Dropped where it shall be; a branch takes two buses and is drawn instead. */
export const isDropped = (tool: Tool): boolean =>
  tool === 'bus' || tool === 'generator' || tool === 'load' || tool === 'shunt';
