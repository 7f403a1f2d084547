import { verdictWords } from '../../../../src-shared/contract/reproduction.ts';
import type {
  Reproduction,
  ReproductionRow,
} from '../../../../src-shared/contract/reproduction.ts';
import { table } from './lines.ts';

/** A published result: what the paper says, ours beside it, and what is to be thought of it. */
export function reproductionLines(result: Reproduction): string[] {
  const { id, paper, place, title, claim, verdict, because, assumptions, missing } = result;
  const head = ['', 'paper', 'ours', 'difference', 'expected of ours', ''];
  return [
    `${id}: ${title} (paper ${paper}, ${place})`,
    `  The paper: ${claim}`,
    ...table(head, result.rows.map(cells)),
    ...(result.quick ? ['  Quick: fewer samples than the whole item takes.'] : []),
    ...assumptions.map((text) => `  assumed: ${text}`),
    ...missing.map((text) => `  missing: ${text}`),
    verdict === 'unexplained'
      ? `  UNEXPLAINED: a figure marked ! is not as it should be.`
      : `  ${verdictWords[verdict]}: ${because}`,
  ];
}

const cells = (row: ReproductionRow): string[] => [
  row.unit === '' ? row.quantity : `${row.quantity}, ${row.unit}`,
  text(row.published),
  text(row.ours),
  row.difference === null ? '' : String(Number(row.difference.toPrecision(3))),
  row.expected,
  row.explained ? '' : '!',
];

function text(value: number | string | null): string {
  if (value === null) return 'none';
  return typeof value === 'string' ? value : String(Number(value.toPrecision(6)));
}
