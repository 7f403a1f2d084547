import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { setAside } from '../store/set-aside.ts';
import { DamagedProjectError } from '../store/storage-errors.ts';
import { createApplication } from './app.ts';
import type { Application, ApplicationOptions } from './application.ts';

/** Asked where the project file is damaged: may it be moved out of the way for a new one? */
export type MaySetAside = (error: PhaselockError) => boolean | Promise<boolean>;

/**
 * The application of a shell that has a window. Two windows with each its own memory of one
 * project would show each other's past, so a second start on the same project ends here.
 *
 * @throws PhaselockError `conflict` where another process has the project; `storage` where the
 * file cannot be opened, and is not damaged or may not be set aside.
 */
export async function openProject(
  options: ApplicationOptions,
  maySetAside: MaySetAside,
): Promise<Application> {
  const application = await openOrSetAside(options, maySetAside);
  if (application.isKeeper || application.isOnlyRead) return application;
  await application.close();
  throw new PhaselockError(
    'conflict',
    `Phaselock is already running on ${options.storeFile}: use that window, or stop it first, or ` +
      'name another project with --store FILE.',
  );
}

async function openOrSetAside(
  options: ApplicationOptions,
  maySetAside: MaySetAside,
): Promise<Application> {
  try {
    return createApplication(options);
  } catch (error) {
    if (!(error instanceof DamagedProjectError) || !(await maySetAside(error))) throw error;
    setAside(options.storeFile, new Date());
    return createApplication(options);
  }
}
