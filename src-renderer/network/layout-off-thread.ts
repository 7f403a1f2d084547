import type { Placement } from '../../src-shared/grid/edits.ts';
import { placeBuses } from './diagram-layout.ts';
import type { LayoutNetwork } from './diagram-layout.ts';

/**
 * Places for the buses that have none, found on a thread of its own so that the window answers
 * meanwhile. Where no thread can be had, on this one.
 */
export function placeBusesOffThread(network: LayoutNetwork): Promise<Placement[]> {
  // Only what the layout reads travels.
  const lean: LayoutNetwork = {
    buses: network.buses.map(({ number, position }) => ({ number, position })),
    branches: network.branches.map(({ from, to }) => ({ from, to })),
  };
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    const finish = (places: Placement[]): void => {
      worker.terminate();
      resolve(places);
    };
    worker.onmessage = ({ data }: MessageEvent<Placement[]>) => finish(data);
    worker.onerror = () => finish(placeBuses(lean));
    worker.postMessage(lean);
  });
}
