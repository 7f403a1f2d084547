import { createHash, randomUUID } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/kernels');

/** Plain SIMD only: its results are the same to the bit on every machine; relaxed SIMD's are not. */
const options = [
  ...['--runtime', 'stub', '--noAssert', '-O3', '--converge'],
  ...['--enable', 'simd', '--initialMemory', '1'],
];

/** The swing equations, by lanes. */
export const compileSwingKernel = () => compile('src-main/equations/machines/swing-kernel.as.ts');

/** The mean-field Kuramoto model. */
export const compileKuramotoKernel = () =>
  compile('src-main/equations/oscillators/kuramoto-kernel.as.ts');

/** Many synchronous states of one network. */
export const compileChordKernel = () =>
  compile('src-main/equations/oscillators/chord-kernel.as.ts');

/** Random numbers. */
export const compilePhiloxKernel = () => compile('src-main/numerics/random/philox.as.ts');

/** Sparse systems of 2x2 blocks, as power flows have. */
export const compileBlockLuKernel = () => compile('src-main/numerics/sparse/block-lu.as.ts');

/**
 * A kernel as WebAssembly, compiled in about two seconds, or as it was compiled before from the same
 * sources: every build asks for all of them, and many files of tests for one.
 * @param {string} source
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function compile(source) {
  const kept = join(cache, `${keyOf(source)}.wasm`);
  try {
    return new Uint8Array(readFileSync(kept));
  } catch {
    const binary = await compiled(source);
    mkdirSync(cache, { recursive: true });
    // Another process may be at the same: whoever reads finds all of it or nothing.
    const written = join(cache, randomUUID());
    writeFileSync(written, binary);
    renameSync(written, kept);
    return binary;
  }
}

/**
 * Of all that the result depends on: any kernel may import from any other, and the lockfile names the
 * compiler.
 * @param {string} source
 */
function keyOf(source) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const path of globSync('src-main/**/*.as.ts', { cwd: root }).sort()) {
    hash.update(`${path}\n`).update(readFileSync(join(root, path)));
  }
  return hash.update([source, ...options].join('\n')).digest('hex');
}

/**
 * In memory. The compiler is large: it is loaded where it is needed.
 * @param {string} source
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function compiled(source) {
  const { default: asc } = await import('assemblyscript/asc');
  /** @type {Uint8Array<ArrayBuffer> | undefined} */
  let binary;
  let messages = '';
  const { error } = await asc.main(
    [source, '--outFile', 'kernel.wasm', '--baseDir', root, ...options],
    {
      stderr: asc.createMemoryStream((chunk) => {
        messages += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
      }),
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') binary = new Uint8Array(contents);
      },
    },
  );
  if (error) throw new Error(`${source} does not compile:\n${messages}`, { cause: error });
  if (!binary) throw new Error(`${source} compiled to nothing.`);
  return binary;
}
