/**
 * How the kernels lay their arrays out in WebAssembly's memory: one after the other from the end of the
 * constants, each on a multiple of 16 bytes. For the kernels that import it; each has a memory of its own.
 */
let end: usize = 0;

/** Begins a layout; what was laid out before is given up. */
export function startLayout(): void {
  end = (__heap_base + 15) & ~15;
}

/** Where an array of so many bytes begins. */
export function take(bytes: usize): usize {
  const at = end;
  end += (bytes + 15) & ~15;
  return at;
}

/** Grows the memory to hold what was taken. */
export function finishLayout(): void {
  const pages = <i32>((end + 0xffff) >>> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
}
