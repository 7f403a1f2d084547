import { arch, cpus, platform, release } from 'node:os';

/** Operating system and processor, as one line: a result names the machine that it was made on. */
export function machineDescription(): string {
  const [processor] = cpus();
  const model = processor?.model.trim() ?? 'unknown processor';
  return `${platform()} ${release()} ${arch()}, ${model}`;
}
