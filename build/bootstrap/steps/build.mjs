import { ensureBuilt } from '../application.mjs';
import { ensureToolchain } from '../toolchain.mjs';

/** Builds into out/ if the sources have changed. */
export async function build() {
  await ensureBuilt(await ensureToolchain());
  return 0;
}
