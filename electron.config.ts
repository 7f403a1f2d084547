import { defineConfig } from 'electron-vite';
import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import {
  compileBlockLuKernel,
  compileChordKernel,
  compileKuramotoKernel,
  compilePhiloxKernel,
  compileSwingKernel,
} from './build/compile-kernels.mjs';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Puts the compiled kernels beside the worker that loads them. */
const kernels: Plugin = {
  name: 'kernels',
  async generateBundle() {
    const compiled = {
      'swing-kernel.wasm': await compileSwingKernel(),
      'kuramoto-kernel.wasm': await compileKuramotoKernel(),
      'chord-kernel.wasm': await compileChordKernel(),
      'block-lu-kernel.wasm': await compileBlockLuKernel(),
      'philox-kernel.wasm': await compilePhiloxKernel(),
    };
    for (const [fileName, source] of Object.entries(compiled)) {
      this.emitFile({ type: 'asset', fileName, source });
    }
  },
};

/**
 * The decompressor declares a `require` of its own, which clashes with the one that the build puts at
 * the head of a chunk: the built program would not start.
 */
const renamedRequire: Plugin = {
  name: 'renamed-require',
  transform(code, id) {
    if (!/fflate[\\/]esm[\\/]index\.mjs$/.test(id)) return null;
    return code
      .replace('var require = createRequire', 'var requireHere = createRequire')
      .replace("(_a = require('worker_threads')", "(_a = requireHere('worker_threads')");
  },
};

/** Main, host, command line and worker are four entries of one build; chunks are shared. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        input: {
          main: path('src-main/start/electron.ts'),
          host: path('src-main/start/host.ts'),
          cli: path('src-main/start/cli.ts'),
          'study-worker': path('src-main/workers/worker-entry.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
    plugins: [kernels, renamedRequire],
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload cannot be an ES module and can require nothing of ours.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: path('src-main/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path('src-renderer'),
    build: {
      outDir: path('out/renderer'),
      license: { fileName: 'licenses.md' },
      rolldownOptions: { input: path('src-renderer/index.html') },
    },
    plugins: [vue()],
  },
});
