import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { PublishedResult, Reproduction } from '../../src-shared/contract/reproduction.ts';
import type { Engine } from './engine.ts';
import type { EventHub } from './event-hub.ts';
import { reproduce } from './reproduction/published-item.ts';
import { publishedItems } from './reproduction/published-items.ts';

export interface ReproductionService {
  readonly list: () => readonly PublishedResult[];
  /** Events tell how far it is; aborting the request cancels it. */
  readonly run: (
    request: ParsedRequestOf<'reproductions.run'>,
    signal?: AbortSignal,
  ) => Promise<Reproduction>;
}

const seed = 1;

export const reproductionService = (
  engine: Pick<Engine, 'run'>,
  events: EventHub,
): ReproductionService => ({
  list: () =>
    publishedItems.map(({ id, paper, title, place, claim, verdict, because, assumptions }) => ({
      ...{ id, paper, title, place, claim },
      ...{ verdict, because, assumptions },
    })),
  async run({ id, quick }, signal) {
    const item = publishedItems.find((one) => one.id === id);
    if (!item) {
      throw new PhaselockError(
        'not-found',
        `There is no published result “${id}”: choose one from the list.`,
      );
    }
    return reproduce(item, engine, {
      ...{ quick, seed, signal },
      // The window opens networks as scenarios; it has no folder of cases to look into.
      caseFile: () => null,
      onProgress: (fraction) => events.emit('reproduction.progress', { id, fraction }),
    });
  },
});
