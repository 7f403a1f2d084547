import asc from 'assemblyscript/asc';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

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
 * Compiles a kernel to WebAssembly, in memory, in about two seconds.
 * @param {string} source
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function compile(source) {
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
