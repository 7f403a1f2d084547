import type { LoadingAnswer } from '../../../src-shared/studies/loading-ramp.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import type { LoadingEnd } from '../../equations/oscillators/predicted-loading.ts';

/** The end of a stress in the names of its network. */
export const loadingAnswer = (
  model: NetworkModel,
  { loading, edge, cause }: LoadingEnd,
): LoadingAnswer => ({
  loading: cause === 'limit' || cause === 'saddle-node' ? loading : null,
  edge: edgeRef(model, edge),
  cause,
});
