import { existsSync, readFileSync } from 'node:fs';

import { readNetwork } from '../src-main/formats/read-network.ts';
import type { GridCase } from '../src-shared/grid/grid-case.ts';

/** The public case files lie beside the project; null where they do not. */
export function referenceFile(name: string): URL | null {
  const file = new URL(`../../shared/cases/${name}.m`, import.meta.url);
  return existsSync(file) ? file : null;
}

export function referenceCase(name: string): GridCase | null {
  const file = referenceFile(name);
  return file && readNetwork(`${name}.m`, readFileSync(file)).grid;
}
