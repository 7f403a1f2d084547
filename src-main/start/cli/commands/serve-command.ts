import { serve } from '../../host/serve.ts';
import { exitCodes } from '../command.ts';
import type { Command, GivenArguments } from '../command.ts';
import { wrongUse } from '../wrong-use.ts';

export const serveCommand: Command = {
  name: 'serve',
  usage: '[FILE...] [--port N] [--no-open] [--store FILE] [--set-aside] [--workers N]',
  summary: 'Open Phaselock in the browser, served by this computer to itself',
  options: {
    port: { type: 'string', value: 'N', help: 'listen on this port instead of any free one' },
    'no-open': { type: 'boolean', help: 'only print the address' },
    store: { type: 'string', value: 'FILE', help: 'the project file, instead of your own' },
    'set-aside': {
      type: 'boolean',
      help: 'move a project file that cannot be opened out of the way, and begin a new one',
    },
    workers: { type: 'string', value: 'N', help: 'threads for studies' },
  },
  async run(given, { parts, stop }) {
    const options = {
      parts,
      port: port(given),
      open: !given.flag('no-open'),
      storeFile: given.text('store'),
      setAside: given.flag('set-aside'),
      workers: given.whole('workers', 1),
      files: given.positionals,
    };
    await serve(options, stop);
    return exitCodes.done;
  },
};

function port(given: GivenArguments): number {
  const number = given.whole('port', 0) ?? 0;
  return number < 65_536 ? number : wrongUse(`--port ${number}: ports end at 65535.`);
}
