import type { RunSummary } from '../../src-shared/contract/run-documents.ts';
import { specSchemas } from '../../src-shared/studies/catalogue.ts';

/**
 * What does the same from the command line, for a POSIX shell: the network of the scenario into a
 * file, then the study on it. Only what differs from the defaults of the spec is named.
 */
export function runCommand(
  { scenarioId, kind, seed, stale }: RunSummary,
  spec: unknown,
  projectFile: string,
): string {
  const network = `scenario-${scenarioId}.json`;
  const usual: unknown = specSchemas[kind].safeParse({}).data ?? {};
  const settings = differences(spec, usual).map(
    ([key, value]) => `--set ${quoted(`${key}=${JSON.stringify(value)}`)}`,
  );
  const study = ['phaselock', 'study', kind, '--network', network, '--seed', String(seed)];
  return [
    ...(stale ? ['# The network of the scenario has changed since this run.'] : []),
    `phaselock scenario show ${scenarioId} --network --store ${quoted(projectFile)} > ${network}`,
    [...study, ...settings].join(' '),
  ].join('\n');
}

/** Fields with dots that lead into them, and their values, where they are not the defaults. */
function differences(given: unknown, usual: unknown, path = ''): [string, unknown][] {
  if (JSON.stringify(given) === JSON.stringify(usual)) return [];
  if (!isFields(given) || !isFields(usual)) return [[path, given]];
  return Object.entries(given).flatMap(([field, value]) =>
    differences(value, usual[field], path === '' ? field : `${path}.${field}`),
  );
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
