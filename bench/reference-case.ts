import { existsSync, readFileSync } from 'node:fs';

import { readNetwork } from '../src-main/formats/read-network.ts';
import type { GridCase } from '../src-shared/grid/grid-case.ts';

/** The public case files lie beside the project; null where they do not. */
export function referenceCase(name: string): GridCase | null {
  const file = new URL(`../../shared/cases/${name}.m`, import.meta.url);
  return existsSync(file) ? readNetwork(`${name}.m`, readFileSync(file)).grid : null;
}
