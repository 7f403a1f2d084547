/** What the keys of a table do; rows and columns are counted from where the cursor is. */
export interface TableKeyActions {
  readonly selectAll: () => void;
  readonly copy: () => void;
  /** By the column of the cursor; false where it is on none. */
  readonly sort: (direction: 'asc' | 'desc') => boolean;
  readonly stepRow: (step: number, extend: boolean) => void;
  readonly stepField: (step: number, extend: boolean) => void;
  readonly show: () => void;
  readonly openMenu: () => void;
  readonly edit: () => void;
  /** The first character of a figure. */
  readonly type: (character: string) => void;
}

const page = 10;
const rowSteps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: page,
  PageUp: -page,
  Home: -Infinity,
  End: Infinity,
};
const fieldSteps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Listens to the keys of a table, but not to those of the field that edits a cell. */
export function tableKeys(actions: TableKeyActions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target instanceof HTMLInputElement) return;
    // These move the bars between the panels.
    if (event.altKey && event.shiftKey) return;
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'v') {
      // The browser makes a paste event of it; nobody else is to take it for theirs.
      event.stopPropagation();
      return;
    }
    const onKey = control ? onControlKey : event.altKey ? onAltKey : onPlainKey;
    if (!onKey(event, actions)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function onControlKey({ key }: KeyboardEvent, { selectAll, copy }: TableKeyActions): boolean {
  if (key.toLowerCase() === 'a') selectAll();
  else if (key.toLowerCase() === 'c') copy();
  else return false;
  return true;
}

function onAltKey({ key }: KeyboardEvent, { sort }: TableKeyActions): boolean {
  if (key === 'ArrowUp') return sort('asc');
  return key === 'ArrowDown' && sort('desc');
}

function onPlainKey({ key, shiftKey }: KeyboardEvent, actions: TableKeyActions): boolean {
  const [rowStep, fieldStep] = [rowSteps[key], fieldSteps[key]];
  if (rowStep !== undefined) actions.stepRow(rowStep, shiftKey);
  else if (fieldStep !== undefined) actions.stepField(fieldStep, shiftKey);
  else if (key === 'Enter') actions.show();
  else if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) actions.openMenu();
  else if (key === 'F2') actions.edit();
  else if (/^[\d.+-]$/.test(key)) actions.type(key);
  else return false;
  return true;
}
