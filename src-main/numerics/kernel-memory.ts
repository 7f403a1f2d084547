/**
 * The kernels in WebAssembly as the host sees them: started from their module, and their arrays read where
 * `kernel-memory.as.ts` laid them out.
 */

/** What each kernel exports: its memory, and by name the globals that hold where its arrays begin. */
export type KernelExports<ArrayName extends string> = Readonly<
  Record<ArrayName, { readonly value: number }>
> & { readonly memory: { readonly buffer: ArrayBuffer } };

/** An instance with a memory of its own; `name` is told where that memory cannot grow. */
export function startKernel(module: WebAssembly.Module, name: string): unknown {
  const abort = (): never => {
    throw new Error(`The ${name} kernel ran out of memory.`);
  };
  return new WebAssembly.Instance(module, { env: { abort } }).exports;
}

interface KernelArrays<ArrayName> {
  readonly doubles: (name: ArrayName, length: number) => Float64Array;
  readonly integers: (name: ArrayName, length: number) => Int32Array;
}

/** Views of a kernel's arrays, good from one `allocate` to the next: growing the memory detaches them. */
export function kernelArrays<ArrayName extends string>(
  kernel: KernelExports<ArrayName>,
): KernelArrays<ArrayName> {
  return {
    doubles: (name, length) => new Float64Array(kernel.memory.buffer, kernel[name].value, length),
    integers: (name, length) => new Int32Array(kernel.memory.buffer, kernel[name].value, length),
  };
}
