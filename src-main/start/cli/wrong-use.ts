import { PhaselockError } from '../../../src-shared/contract/errors.ts';

/** What was typed cannot be done: says what, and what would be right. */
export function wrongUse(message: string): never {
  throw new PhaselockError('invalid-request', message);
}
