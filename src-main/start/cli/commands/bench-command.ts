import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { exitCodes } from '../command.ts';
import type { Command } from '../command.ts';
import { wrongUse } from '../wrong-use.ts';

export const benchCommand: Command = {
  name: 'bench',
  usage: '[NAME...]',
  summary: 'Run the workloads of bench/ (from a clone)',
  options: {},
  run({ positionals }, { parts, stop }) {
    const entry = join(parts.rendererRoot, '../../bench/run.ts');
    if (!existsSync(entry)) {
      return wrongUse(
        'The workloads come with the sources: clone Phaselock and run npm run bench.',
      );
    }
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [entry, ...positionals], { stdio: 'inherit' });
      stop.addEventListener('abort', () => child.kill('SIGINT'));
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? exitCodes.cancelled));
    });
  },
};
