import type { UnplacedNetwork } from '../../src-shared/contract/import-documents.ts';
import type { Placement } from '../../src-shared/grid/edits.ts';
import { layoutNetworkOf, placeBuses } from './diagram-layout.ts';
import type { LayoutNetwork } from './diagram-layout.ts';

interface Layout {
  readonly places: Promise<Placement[]>;
  /** Nobody wants it any more. */
  readonly stop: () => void;
}

/** Of a network that is likely to be opened. */
let expected: (Layout & { readonly network: UnplacedNetwork }) | null = null;

/** Begins to place the buses of a network that may be opened soon; one at a time is expected. */
export function expectLayout(network: UnplacedNetwork): void {
  if (expected?.network === network) return;
  forgetLayout();
  expected = { network, ...layoutOf(network) };
}

/** The network will not be opened. */
export function forgetLayout(): void {
  expected?.stop();
  expected = null;
}

/**
 * Places for the buses that have none, found on a thread of its own so that the window answers
 * meanwhile: those of the expected layout where this is its network. Where no thread can be had,
 * they are found on this one.
 */
export function placeBusesOffThread(network: LayoutNetwork): Promise<Placement[]> {
  if (expected && isOf(expected.network, network)) {
    const { places } = expected;
    expected = null;
    return places;
  }
  // Only what the layout reads travels.
  return layoutOf({
    buses: network.buses.map(({ number, position }) => ({ number, position })),
    branches: network.branches.map(({ from, to }) => ({ from, to })),
  }).places;
}

function layoutOf(network: LayoutNetwork | UnplacedNetwork): Layout {
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  const places = new Promise<Placement[]>((resolve) => {
    const finish = (found: Placement[]): void => {
      worker.terminate();
      resolve(found);
    };
    worker.onmessage = ({ data }: MessageEvent<Placement[]>) => finish(data);
    worker.onerror = () => finish(placeBuses(layoutNetworkOf(network)));
    worker.postMessage(network);
  });
  return { places, stop: () => worker.terminate() };
}

/** The layout of the one is that of the other. */
function isOf({ buses, from, to }: UnplacedNetwork, network: LayoutNetwork): boolean {
  return (
    buses.length === network.buses.length &&
    from.length === network.branches.length &&
    network.buses.every(({ number, position }, k) => position === null && buses[k] === number) &&
    network.branches.every((branch, k) => branch.from === from[k] && branch.to === to[k])
  );
}
