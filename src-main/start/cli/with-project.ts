import { existsSync } from 'node:fs';

import type { ScenarioSummary } from '../../../src-shared/contract/scenario-documents.ts';
import type { Services } from '../../services/services.ts';
import { createApplication } from '../app.ts';
import { defaultLogFile, defaultStoreFile } from '../locations.ts';
import { chromiumPrinter } from '../pdf/chromium-printer.ts';
import { version } from '../version.ts';
import type { CommandContext, OptionDescription } from './command.ts';
import { suggestion } from './nearest.ts';
import { wrongUse } from './wrong-use.ts';

export const storeOption: OptionDescription = {
  type: 'string',
  value: 'FILE',
  help: 'the project file, instead of your own',
};

/**
 * Works on the project of the desktop, also while that has it open. A file that is named must be
 * there, unless the work may begin a new one.
 */
export async function withProject<Answer>(
  { parts }: CommandContext,
  given: string | undefined,
  work: (services: Services) => Answer | Promise<Answer>,
  mayBegin = false,
): Promise<Answer> {
  const storeFile = given ?? defaultStoreFile();
  if (given !== undefined && !mayBegin && !existsSync(given)) {
    wrongUse(`--store ${given}: there is no such project file.`);
  }
  const application = createApplication({
    storeFile,
    workerUrl: parts.workerUrl,
    logFile: defaultLogFile(),
    workers: 1,
    version,
    shell: 'cli',
    pdfPrinter: chromiumPrinter(),
  });
  try {
    return await work(application.services);
  } finally {
    await application.close();
  }
}

/** The scenario of that number or name. */
export function findScenario(services: Services, given: string | undefined): ScenarioSummary {
  const scenarios = services.scenarios.list({});
  const list = scenarios.map(({ id, name }) => `${id} ${name}`).join(', ') || 'none yet';
  if (given === undefined) {
    return wrongUse(`Name a scenario by its number or name. There are: ${list}.`);
  }
  const byNumber = scenarios.find(({ id }) => String(id) === given);
  const byName = scenarios.filter(({ name }) => name === given);
  if (byNumber) return byNumber;
  const [only, another] = byName;
  if (only && !another) return only;
  if (another) {
    const numbers = byName.map(({ id }) => id).join(', ');
    return wrongUse(`Several scenarios are called ${given}: give the number (${numbers}).`);
  }
  const names = scenarios.map(({ name }) => name);
  return wrongUse(`There is no scenario ${given}.${suggestion(given, names)} There are: ${list}.`);
}
