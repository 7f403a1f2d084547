import type { Page } from 'playwright-core';

import type { RunningApplication } from '../e2e/application.ts';
import type { Desk } from '../e2e/desk.ts';

/** The running application, the desk at it, and the camera. */
export interface Studio {
  readonly application: RunningApplication;
  readonly page: Page;
  readonly desk: Desk;
  readonly take: (name: string) => Promise<void>;
}
