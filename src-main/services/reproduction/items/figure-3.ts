import type { ReproductionChart } from '../../../../src-shared/contract/reproduction.ts';
import type {
  CriticalCouplingResult,
  CriticalCouplingRow,
} from '../../../../src-shared/studies/critical-coupling.ts';
import type { GraphFamily, PowerLaw } from '../../../../src-shared/studies/random-law.ts';
import type { PublishedItem } from '../published-item.ts';
import { within } from '../rows.ts';
import { noNetwork } from '../small-networks.ts';

const families = {
  'erdos-renyi': 'Erdős–Rényi',
  'random-geometric': 'random geometric',
  'watts-strogatz': 'Watts–Strogatz',
} as const satisfies Partial<Record<GraphFamily, string>>;
type Family = keyof typeof families;

const powers = ['bipolar', 'uniform'] as const satisfies PowerLaw[];
const sizes = [10, 20, 40, 80, 160];
const allP = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export const figure3: PublishedItem = {
  id: 'b-figure-3',
  paper: 'B',
  title: 'Exact over predicted critical coupling of random networks',
  place: 'figure 3',
  claim:
    'The condition is extremely accurate on sparse graphs; exact on dense ones with bipolar powers and conservative with uniform ones; of constant accuracy on small worlds; always within a constant factor, whereas the algebraic connectivity and the degree scale poorly with n.',
  verdict: 'reproduced-under-assumptions',
  because:
    'The statements about the curves hold: the algebraic connectivity asks for ever more than the exact coupling, and the degree of each node falls to a quarter of it on large small worlds. The paper prints no figures for the points, and does not say how disconnected graphs are treated or how many neighbours the small world has.',
  assumptions: [
    'Graphs that are not connected are drawn again.',
    'Watts–Strogatz with 4 neighbours; random geometric in the unit square.',
    'Powers are centred, so that bipolar ones are two values two apart.',
    'Branch of the synchronous state, largest angle 90°.',
  ],
  questions: 1,
  async compute(lab) {
    const p = lab.quick ? [0.1, 0.3, 0.5, 1] : allP;
    const samples = lab.quick ? 20 : 100;
    const graph = Object.keys(families);
    const spec = { graph, omega: powers, n: sizes, p, samples };
    const result = await lab.ask('critical-coupling', noNetwork, spec);
    return { rows: statements(result), charts: charts(result) };
  },
};

function statements(result: CriticalCouplingResult) {
  const at = (graph: Family, omega: PowerLaw, n: number, p: number): CriticalCouplingRow | null =>
    result.rows.find(
      (row) => row.graph === graph && row.omega === omega && row.n === n && row.p === p,
    ) ?? null;
  const small = result.rows.filter(({ graph, n }) => graph === 'watts-strogatz' && n >= 20);
  const smallRatios = small.flatMap(({ ratioMean }) => ratioMean ?? []);
  const dense = at('erdos-renyi', 'uniform', 160, 1);
  const allRatios = result.rows.flatMap(({ ratioMean }) => ratioMean ?? []);
  const connectivityAt = (n: number): number =>
    at('erdos-renyi', 'uniform', n, 0.5)?.connectivityRatioMean ?? Number.NaN;
  const degreeRatios = result.rows.flatMap(({ degreeRatioMean }) => degreeRatioMean ?? []);
  const mean = (row: CriticalCouplingRow | null): number | null => row?.ratioMean ?? null;
  return [
    within(
      {
        quantity: 'Sparse: Erdős–Rényi, n = 10, p = 0.1, bipolar',
        published: 'extremely accurate (1)',
      },
      mean(at('erdos-renyi', 'bipolar', 10, 0.1)),
      { from: 0.98, to: 1 + 1e-9 },
    ),
    within(
      {
        quantity: 'Sparse: Erdős–Rényi, n = 10, p = 0.1, uniform',
        published: 'extremely accurate (1)',
      },
      mean(at('erdos-renyi', 'uniform', 10, 0.1)),
      { from: 0.97, to: 1 + 1e-9 },
    ),
    ...sizes.map((n) =>
      within(
        { quantity: `Dense, bipolar, n = ${n}, p = 1`, published: 'exact (1)' },
        mean(at('erdos-renyi', 'bipolar', n, 1)),
        { from: 1 - 1e-8, to: 1 + 1e-8 },
      ),
    ),
    within(
      { quantity: 'Dense, uniform, n = 160, p = 1', published: 'a small critical coupling' },
      mean(dense),
      // pi/4 = 0.785 for infinitely many nodes.
      { from: 0.76, to: 0.8 },
    ),
    within(
      { quantity: 'Small worlds from 20 nodes, least mean', published: 'almost constant' },
      smallRatios.length > 0 ? Math.min(...smallRatios) : null,
      { from: 0.82, to: 0.92 },
    ),
    within(
      { quantity: 'Small worlds from 20 nodes, largest mean', published: 'almost constant' },
      smallRatios.length > 0 ? Math.max(...smallRatios) : null,
      { from: 0.82, to: 0.92 },
    ),
    within(
      { quantity: 'Least mean of all points', published: 'within a constant factor' },
      allRatios.length > 0 ? Math.min(...allRatios) : null,
      { from: 0.7, to: 1 },
    ),
    within(
      {
        quantity: 'Algebraic connectivity over exact: n = 160 against n = 10',
        published: 'scales poorly',
      },
      connectivityAt(160) / connectivityAt(10),
      { from: 2 },
    ),
    within(
      {
        quantity: 'Degree of each node (necessary) over exact, least mean',
        published: 'scales poorly',
      },
      degreeRatios.length > 0 ? Math.min(...degreeRatios) : null,
      { from: 0, to: 0.5 },
    ),
  ];
}

function charts({ rows }: CriticalCouplingResult): ReproductionChart[] {
  return Object.entries(families).flatMap(([graph, name]) =>
    powers.map((omega): ReproductionChart => ({
      title: `${name}, ${omega} powers`,
      x: graph === 'random-geometric' ? 'Radius' : 'Probability',
      y: 'K exact / K predicted',
      curves: sizes.map((n) => {
        const points = rows.filter(
          (row) => row.graph === graph && row.omega === omega && row.n === n,
        );
        return {
          label: `n = ${n}`,
          x: points.map(({ p }) => p ?? 0),
          y: points.map(({ ratioMean }) => ratioMean ?? Number.NaN),
          error: points.map(({ ratioStandardError }) => 2 * (ratioStandardError ?? 0)),
          drawn: 'line-and-points',
        };
      }),
    })),
  );
}
