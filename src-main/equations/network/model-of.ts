import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { ModelOptions } from '../../../src-shared/studies/model-options.ts';
import { modelOfDocument } from './document-model.ts';
import { modelOfGrid } from './grid-model.ts';
import type { ModelSurroundings, NetworkModel } from './network-model.ts';

/**
 * The oscillator network of whatever a study runs on.
 *
 * @throws StudyRefusal where it has none: nothing connected, no generation, no reactance, …
 */
export function modelOf(
  subject: StudyNetwork,
  options: ModelOptions,
  surroundings: ModelSurroundings = {},
): NetworkModel {
  return subject.kind === 'grid'
    ? modelOfGrid(subject.grid, options, surroundings)
    : modelOfDocument(subject.document);
}
