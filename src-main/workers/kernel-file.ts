import { existsSync, readFileSync } from 'node:fs';

/**
 * A compiled kernel, which the build puts beside the worker; null where it is not there, as when the
 * sources run without a build. Studies then use their TypeScript form, which gives the same bits more
 * slowly.
 */
export function readKernel(file: URL): WebAssembly.Module | null {
  return existsSync(file) ? new WebAssembly.Module(readFileSync(file)) : null;
}
