import type { SampleSummary } from '../../src-shared/contract/documents.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { listSamples, loadSample } from '../samples/samples.ts';

export interface SampleService {
  readonly list: () => readonly SampleSummary[];
  /** @throws PhaselockError `not-found` */
  readonly load: (sampleId: string) => GridCase;
}

export function sampleService(): SampleService {
  return {
    list: () => listSamples(),
    load(sampleId) {
      const samples = listSamples();
      if (samples.some(({ id }) => id === sampleId)) return loadSample(sampleId);
      const known = samples.map(({ id }) => id).join(', ');
      throw new PhaselockError('not-found', `There is no sample '${sampleId}': choose ${known}.`);
    },
  };
}
