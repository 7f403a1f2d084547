import type { SampleSummary } from '../../src-shared/contract/application-documents.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { listSamples, loadSample } from '../samples/samples.ts';

export interface SampleService {
  readonly list: () => readonly SampleSummary[];
  /** @throws PhaselockError `not-found` */
  readonly load: (sampleId: string) => GridCase;
}

export const sampleService = (): SampleService => ({ list: listSamples, load: loadSample });
