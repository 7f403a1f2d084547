import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** Where the window is when it is not maximized; without a place: where the system puts it. */
  readonly bounds: Pick<Bounds, 'width' | 'height'> | Bounds;
  readonly maximized: boolean;
}

const firstState: WindowState = { bounds: { width: 1440, height: 900 }, maximized: false };

/** The state of the last time; the first one where there is none or its screen is gone. */
export function readWindowState(file: string, screens: readonly Bounds[]): WindowState {
  const state = parseState(file);
  return state !== null && isReachable(state.bounds, screens) ? state : firstState;
}

export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(state));
  } catch {
    // A window that opens elsewhere the next time is not worth a message.
  }
}

function parseState(file: string): (WindowState & { readonly bounds: Bounds }) | null {
  try {
    const state = JSON.parse(readFileSync(file, 'utf8')) as { bounds: Bounds; maximized: unknown };
    const { x, y, width, height } = state.bounds;
    if (![x, y, width, height].every(Number.isInteger)) return null;
    return { bounds: { x, y, width, height }, maximized: state.maximized === true };
  } catch {
    return null;
  }
}

/** Enough of the title bar lies on some screen to take hold of. */
function isReachable({ x, y, width }: Bounds, screens: readonly Bounds[]): boolean {
  const grip = 100;
  return screens.some(
    (screen) =>
      x + width >= screen.x + grip &&
      x <= screen.x + screen.width - grip &&
      y >= screen.y &&
      y <= screen.y + screen.height - grip,
  );
}
