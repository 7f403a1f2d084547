/** Reads one large file, in a process whose heap is limited, and says the seconds it computed. */
import { readNetwork } from '../../src-main/formats/read-network.ts';
import { largeFiles } from './large-files.ts';

const name = process.argv[2] ?? '';
const make = largeFiles[name];
if (!make) throw new Error(`There is no large file “${name}”.`);
const { fileName, bytes } = make();
const start = process.threadCpuUsage();
readNetwork(fileName, bytes);
const { user, system } = process.threadCpuUsage(start);
console.log(((user + system) / 1e6).toFixed(1));
