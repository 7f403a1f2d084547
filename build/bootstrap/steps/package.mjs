import { ensureBuilt } from '../application.mjs';
import { electronFolder, ensureElectron } from '../electron-binary.mjs';
import { Failure } from '../messages.mjs';
import { root, toolPath } from '../places.mjs';
import { runForeground } from '../processes.mjs';
import { ensureToolchain } from '../toolchain.mjs';

const otherPlatform = /^(--(win|windows|mac|macos|linux)|-[wml]+)$/;

/**
 * Packs the application into dist/: a plain folder for this machine, or what the arguments ask of
 * electron-builder.
 * @param {string[]} args
 */
export async function packageApplication(args) {
  const toolchain = await ensureToolchain();
  await ensureBuilt(toolchain);
  const config = ['--config', 'build/electron-builder.yml', '--publish', 'never'];
  // For another platform electron-builder has to fetch that platform's Electron itself.
  if (!args.some((arg) => otherPlatform.test(arg))) {
    const electron = await ensureElectron(toolchain);
    if (electron.program === undefined)
      throw new Failure(`${electron.reason}: nothing to package.`);
    config.push(`-c.electronDist=${electronFolder}`);
  }
  const command = [
    toolPath('electron-builder'),
    ...config,
    ...(args.length > 0 ? args : ['--dir']),
  ];
  return runForeground(toolchain.node, command, { cwd: root, env: toolchain.env });
}
