import type { UnplacedNetwork } from '../../src-shared/contract/import-documents.ts';
import { layoutNetworkOf, placeBuses } from './diagram-layout.ts';
import type { LayoutNetwork } from './diagram-layout.ts';

/** The thread that lays networks out: a network comes in, places for its buses go back. */
self.onmessage = ({ data }: MessageEvent<LayoutNetwork | UnplacedNetwork>) =>
  self.postMessage(placeBuses(layoutNetworkOf(data)));
