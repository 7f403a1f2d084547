import { readFile } from 'node:fs/promises';

import { specSchemas } from '../../../src-shared/studies/catalogue.ts';
import type { SpecOf, StudyKind } from '../../../src-shared/studies/catalogue.ts';
import { unreadable } from '../opened-file.ts';
import { suggestion } from './nearest.ts';
import { wrongUse } from './wrong-use.ts';

type Fields = Record<string, unknown>;

/** The spec in a file, empty where none is named. */
export async function readSpecFile(file: string | undefined): Promise<Fields> {
  if (file === undefined) return {};
  const text = await readFile(file, 'utf8').catch((cause: unknown) => unreadable(file, cause));
  try {
    const spec: unknown = JSON.parse(text);
    if (isFields(spec)) return spec;
  } catch (cause) {
    return wrongUse(`The spec ${file} is not JSON: ${(cause as Error).message}.`);
  }
  return wrongUse(`The spec ${file} is not an object: write its fields between { and }.`);
}

/**
 * Lays `key=value` over the spec. Dots lead into it (`model.taps=false`); a value is JSON, or else
 * the text itself.
 */
export function withSettings(spec: Fields, settings: readonly string[]): Fields {
  const result = structuredClone(spec);
  for (const setting of settings) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    if (key === undefined || value === undefined) {
      wrongUse(`--set ${setting}: write key=value, for example --set model.taps=false.`);
    }
    set(result, key.split('.'), jsonOrText(value), setting);
  }
  return result;
}

function set(fields: Fields, path: readonly string[], value: unknown, setting: string): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    fields[key] = value;
    return;
  }
  const inner = Object.hasOwn(fields, key) ? fields[key] : (fields[key] = {});
  if (!isFields(inner)) wrongUse(`--set ${setting}: ${key} has no fields to set.`);
  set(inner, rest, value, setting);
}

/** The spec with its defaults filled in, or what is wrong with it. */
export function parseSpec<Kind extends StudyKind>(kind: Kind, fields: Fields): SpecOf<Kind> {
  const parsed = specSchemas[kind].safeParse(fields);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const place = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return `${place || 'the spec'}: ${issue.message}`;
    const known = Object.keys(valueAt(specSchemas[kind].parse({}), issue.path) ?? {});
    const [unknown = ''] = issue.keys;
    const choice = known.length > 0 ? ` There are: ${known.join(', ')}.` : '';
    return `${place === '' ? '' : `${place}.`}${unknown} is unknown.${suggestion(unknown, known)}${choice}`;
  });
  return wrongUse(`The spec of ${kind} cannot be used. ${problems.join(' ')}`);
}

/** The spec that is used where nothing is set. */
export const defaultSpec = (kind: StudyKind): object => specSchemas[kind].parse({});

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isFields(inner) ? inner[String(key)] : undefined),
    value,
  );
}

/** Numbers as one types them, which JSON does not know all of: .05, 1., +3. */
const typedNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function jsonOrText(value: string): unknown {
  if (typedNumber.test(value)) return Number(value);
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
