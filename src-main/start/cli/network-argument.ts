import { existsSync } from 'node:fs';

import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import type { Message } from '../../../src-shared/grid/validation.ts';
import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import { readStudyNetwork } from '../../formats/read-network.ts';
import { listSamples, loadSample } from '../../samples/samples.ts';
import { readOpenedFile } from '../opened-file.ts';
import { suggestion } from './nearest.ts';
import { wrongUse } from './wrong-use.ts';

export interface NamedNetwork {
  readonly name: string;
  readonly network: StudySubject;
  /** What the reader had to say short of an error. */
  readonly warnings: readonly string[];
}

/** For a study that draws its networks itself. */
export const noNetwork: NamedNetwork = {
  name: 'random networks',
  network: { kind: 'none' },
  warnings: [],
};

/** The network that `--network` names: a file of any known format, or a sample. */
export async function readNetworkArgument(given: string | undefined): Promise<NamedNetwork> {
  const samples = listSamples().map(({ id }) => id);
  if (given === undefined) {
    return wrongUse(`--network is missing: name a file, or a sample (${samples.join(', ')}).`);
  }
  if (!existsSync(given)) {
    if (samples.includes(given)) {
      const grid = loadSample(given);
      return { name: grid.name, network: { kind: 'grid', grid }, warnings: [] };
    }
    wrongUse(
      `--network ${given}: there is no such file, and no such sample.${suggestion(given, samples)} Samples: ${samples.join(', ')}.`,
    );
  }
  const { fileName, bytes } = await readOpenedFile(given);
  const reading = readStudyNetwork(fileName, bytes);
  if (reading.kind === 'oscillators') {
    const { document } = reading;
    const network = { kind: 'oscillators', document } as const;
    return { name: document.name ?? fileName, network, warnings: [] };
  }
  const { grid, report } = reading;
  if (grid === null) {
    const errors = ofSeverity(report.messages, 'error');
    throw new PhaselockError(
      'unreadable-input',
      [`${given} cannot be used:`, ...errors].join('\n'),
    );
  }
  const warnings = ofSeverity(report.messages, 'warning');
  return { name: grid.name || fileName, network: { kind: 'grid', grid }, warnings };
}

const ofSeverity = (messages: readonly Message[], severity: Message['severity']): string[] =>
  messages.filter((message) => message.severity === severity).map(messageText);

/** `line 12: Branch 1–2: …` */
export function messageText({ line, element, text }: Message): string {
  const place = [
    ...(line === null ? [] : [`line ${line}`]),
    ...(element === null || text.includes(elementLabel(element)) ? [] : [elementLabel(element)]),
  ];
  return [...place, text].join(': ');
}
