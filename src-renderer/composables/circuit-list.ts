import { counted } from './format.ts';

interface ListedCircuit {
  readonly from: number;
  readonly to: number;
  readonly reactancePu?: number;
}

/** Circuits as they are typed: `26 38 0.05`, `16-17`; what cannot be read is told with its line. */
export function readCircuits(text: string): {
  readonly circuits: readonly ListedCircuit[];
  readonly why: string;
} {
  const circuits: ListedCircuit[] = [];
  const wrong: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const circuit = readCircuit(line);
    if (circuit) circuits.push(circuit);
    else wrong.push(index + 1);
  }
  if (wrong.length > 0) {
    const where = `line${wrong.length === 1 ? '' : 's'} ${wrong.slice(0, 5).join(', ')}`;
    return {
      circuits,
      why: `${counted(wrong.length, 'circuit')} cannot be read (${where}): write two bus numbers and, where it is known, a reactance above 0.`,
    };
  }
  return { circuits, why: circuits.length === 0 ? 'Name at least one circuit.' : '' };
}

function readCircuit(line: string): ListedCircuit | null {
  const match = /^\s*(\d+)[\s,;–-]+(\d+)(?:[\s,;]+([\d.eE+-]+))?\s*$/.exec(line);
  if (!match) return null;
  const [from, to] = [Number(match[1]), Number(match[2])];
  if (from === to) return null;
  if (match[3] === undefined) return { from, to };
  const reactancePu = Number(match[3]);
  return reactancePu > 0 && Number.isFinite(reactancePu) ? { from, to, reactancePu } : null;
}
