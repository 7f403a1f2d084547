import {
  studyKinds,
  studyTitles,
  worksWithoutNetwork,
} from '../../../../src-shared/studies/catalogue.ts';
import type { ResultOf, StudyKind } from '../../../../src-shared/studies/catalogue.ts';
import { createEngine } from '../../../services/engine.ts';
import { outcomeOf } from '../../../services/study-outcomes.ts';
import type { StudyOutcome } from '../../../services/study-outcomes.ts';
import { version } from '../../version.ts';
import { exitCodes } from '../command.ts';
import type { Command, CommandContext, GivenArguments } from '../command.ts';
import { printJson, writeJson } from '../json-document.ts';
import { suggestion } from '../nearest.ts';
import { noNetwork, readNetworkArgument } from '../network-argument.ts';
import { progressLine } from '../progress-line.ts';
import { studyFaces } from '../study-faces.ts';
import { defaultSpec, parseSpec, readSpecFile, withSettings } from '../study-spec.ts';
import { requireWritable } from '../write-whole-file.ts';
import { wrongUse } from '../wrong-use.ts';

const defaultSeed = 1;
const warningsTold = 20;

export const studyCommand: Command = {
  name: 'study',
  usage:
    'KIND [--network FILE|SAMPLE] [--spec FILE.json] [--set key=value]... [--seed N] [--workers N] [--out FILE] [--json]',
  summary: 'Run one study without the desktop, with the same engine',
  options: {
    network: {
      type: 'string',
      value: 'FILE',
      help: 'a network file, or a sample by name; not for random networks',
    },
    spec: { type: 'string', value: 'FILE', help: 'what is asked, as JSON; see below' },
    set: {
      type: 'string',
      multiple: true,
      value: 'KEY=VALUE',
      help: 'one field of the spec, over the file; dots lead into it',
    },
    seed: { type: 'string', value: 'N', help: `seed of everything random (${defaultSeed})` },
    workers: { type: 'string', value: 'N', help: 'threads; the result does not depend on it' },
    out: { type: 'string', value: 'FILE', help: 'write the whole answer as JSON to this file' },
    json: { type: 'boolean', help: 'print the whole answer as JSON instead of a summary' },
  },
  details: studyHelp,
  async run(given, context) {
    const kind = studyKind(given.positionals);
    const fields = withSettings(await readSpecFile(given.text('spec')), given.texts('set'));
    return runStudy(kind, parseSpec(kind, fields), given, context);
  },
};

async function runStudy<Kind extends StudyKind>(
  kind: Kind,
  spec: ReturnType<typeof parseSpec<Kind>>,
  given: GivenArguments,
  { parts, stop }: CommandContext,
): Promise<number> {
  const seed = given.whole('seed', 0) ?? defaultSeed;
  const workers = given.whole('workers', 1);
  const file = given.text('network');
  const isNeeded = file !== undefined || !worksWithoutNetwork(kind);
  const named = isNeeded ? await readNetworkArgument(file) : noNetwork;
  warn(named.warnings);
  await requireWritable(given.text('out'));

  const engine = createEngine({ workerUrl: parts.workerUrl, workers });
  const progress = progressLine(studyTitles[kind], process.stderr);
  try {
    const question = { kind, network: named.network, spec, seed };
    const result = await engine.run(question, { signal: stop, onProgress: progress.show });
    progress.end();
    await answer(kind, named.name, { spec, seed }, result, given);
    return exitCodeOf(outcomeOf(kind, result).status);
  } finally {
    progress.end();
    await engine.close();
  }
}

function warn(warnings: readonly string[]): void {
  const told = warnings.slice(0, warningsTold).map((warning) => `warning: ${warning}\n`);
  const more = warnings.length - told.length;
  process.stderr.write(told.join('') + (more > 0 ? `and ${more} more warnings\n` : ''));
}

function exitCodeOf(status: StudyOutcome['status']): number {
  switch (status) {
    case 'finished':
      return exitCodes.done;
    case 'no-answer':
      return exitCodes.noAnswer;
    case 'cancelled':
      return exitCodes.cancelled;
  }
}

async function answer<Kind extends StudyKind>(
  kind: Kind,
  name: string,
  asked: { readonly spec: unknown; readonly seed: number },
  result: ResultOf<Kind>,
  given: GivenArguments,
): Promise<void> {
  const face = studyFaces[kind];
  const document = {
    schema: `phaselock/${kind}/1`,
    network: name,
    engineVersion: version,
    ...asked,
    ...face.document(result),
  };
  const out = given.text('out');
  if (out !== undefined) await writeJson(document, out);
  if (given.flag('json')) await printJson(document, process.stdout);
  else process.stdout.write(`${face.summary(name, result).join('\n')}\n`);
}

function studyKind(positionals: readonly string[]): StudyKind {
  const [given, ...more] = positionals;
  const found = studyKinds.find((kind) => kind === given);
  if (found === undefined) {
    const what = given === undefined ? 'Name a study.' : `There is no study ${given}.`;
    const meant = given === undefined ? '' : suggestion(given, studyKinds);
    wrongUse(`${what}${meant} There are: ${studyKinds.join(', ')}.`);
  }
  if (more.length > 0) wrongUse(`study runs one study: ${more.join(' ')} is too much.`);
  return found;
}

function studyHelp(): string {
  const studies = studyKinds.map((kind) => {
    const spec = JSON.stringify(defaultSpec(kind), null, 2).replaceAll('\n', '\n  ');
    return `${kind}: ${studyTitles[kind]}. Spec and its defaults:\n  ${spec}`;
  });
  return ['Studies:', ...studies].join('\n\n');
}
