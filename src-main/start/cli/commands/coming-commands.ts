import { version } from '../../version.ts';
import type { Command } from '../command.ts';
import { wrongUse } from '../wrong-use.ts';

/** Named in the help, so that nobody searches for them: they arrive with later versions. */
export const reproduceCommand: Command = {
  name: 'reproduce',
  usage: '[NAME...] [--list]',
  summary: "Run the papers' figures and tables beside the published ones (not in this version)",
  options: { list: { type: 'boolean', help: 'name them' } },
  run: () => wrongUse(`reproduce is not part of Phaselock ${version} yet.`),
};
