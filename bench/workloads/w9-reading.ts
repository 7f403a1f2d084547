import { readFileSync } from 'node:fs';

import { parseMatpower } from '../../src-main/formats/matpower/parse-document.ts';
import type { MatpowerDocument } from '../../src-main/formats/matpower/matpower-document.ts';
import { MessageList } from '../../src-main/formats/message-list.ts';
import { readNetwork } from '../../src-main/formats/read-network.ts';
import { referenceFile } from '../reference-case.ts';
import type { Check, Contestant, MissingPart, Workload, WorkloadPart } from '../workload.ts';

/** What two other programs count in bus, gen, branch and gencost of the file. */
interface Published {
  readonly name: string;
  readonly targetMilliseconds: number;
  readonly numbers: number;
  readonly infinite: number;
  /** Of the finite ones; null where it was not published. */
  readonly sum: number | null;
}

const published: readonly Published[] = [
  {
    name: 'case_ACTIVSg2000',
    targetMilliseconds: 12,
    numbers: 118_734,
    infinite: 0,
    sum: 52_512_497.3267,
  },
  {
    name: 'case9241pegase',
    targetMilliseconds: 40,
    numbers: 369_230,
    infinite: 14,
    sum: null,
  },
];

/**
 * From the file on disk, in a warm cache, to its numeric tables; beside it the whole way to a
 * checked network with its import report, and the reading that comes first to mind.
 */
export const reading: Workload = {
  name: 'W9',
  title: 'reading a MATPOWER case',
  parts: () => published.map(partOf),
};

function partOf(figures: Published): WorkloadPart | MissingPart {
  const file = referenceFile(figures.name);
  if (!file) return { name: figures.name, missing: 'case file not found' };
  let document: MatpowerDocument | null = null;
  let plain = Number.NaN;
  const product: Contestant = {
    label: 'to numeric tables',
    run: () => (document = parseMatpower(readFileSync(file), new MessageList())),
  };
  const wholeWay: Contestant = {
    label: 'to a checked network with its report',
    run: () => void readNetwork(`${figures.name}.m`, readFileSync(file)),
  };
  const bySplitting: Contestant = {
    label: 'by splitting lines and words',
    run: () => (plain = sumBySplitting(readFileSync(file, 'latin1'))),
  };
  return {
    name: figures.name,
    targetMilliseconds: figures.targetMilliseconds,
    contestants: [product, wholeWay, bySplitting],
    checks: () => (document ? checksOf(figures, document, plain) : []),
  };
}

const TABLES = ['bus', 'gen', 'branch', 'gencost'] as const;

function checksOf(figures: Published, { tables }: MatpowerDocument, plain: number): Check[] {
  const cells = TABLES.flatMap((name) => [...(tables.get(name)?.values ?? [])]);
  const finite = cells.filter((value) => Number.isFinite(value));
  const sum = finite.reduce((total, value) => total + value, 0);
  const exact = (label: string, found: number, expected: number): Check => ({
    ...{ label, found, expected },
    tolerance: 0,
  });
  return [
    exact('numbers', cells.length, figures.numbers),
    exact('of them Inf or -Inf', cells.length - finite.length, figures.infinite),
    ...(figures.sum === null
      ? []
      : [{ label: 'sum', found: sum, expected: figures.sum, tolerance: 1e-12 }]),
    { label: 'sum, as splitting has it', found: sum, expected: plain, tolerance: 1e-12 },
  ];
}

/** The sum of the finite numbers of the same tables, by splitting and nothing else. */
function sumBySplitting(text: string): number {
  let sum = 0;
  for (const name of TABLES) {
    const start = text.indexOf('[', text.indexOf(`mpc.${name} = [`));
    for (const line of text.slice(start + 1, text.indexOf(']', start)).split('\n')) {
      for (const word of line.replace(/%.*/, '').split(/[\s;,]+/)) {
        const value = word === '' ? 0 : Number(word);
        if (Number.isFinite(value)) sum += value;
      }
    }
  }
  return sum;
}
