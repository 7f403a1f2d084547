import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { Application } from './application.ts';

/**
 * Two windows with each its own memory of one project would show each other's past: the second
 * start ends here.
 *
 * @throws PhaselockError `conflict`, after closing the application, where another process has it.
 */
export async function requireKeeper(application: Application, storeFile: string): Promise<void> {
  if (application.isKeeper) return;
  await application.close();
  throw new PhaselockError(
    'conflict',
    `Phaselock is already running on ${storeFile}: use that window, or stop it first, or name ` +
      'another project with --store FILE.',
  );
}
