import type { Branch, GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import { balanceWords } from './balance.ts';
import type { NetworkModel } from './network-model.ts';
import type { StarElimination } from './star-buses.ts';

type Compiled = Omit<NetworkModel, 'ignored' | 'warnings'>;

/** What the lossless model leaves out of a grid or assumes about it, each with its size. */
export function assumptionsOf(grid: GridCase, model: Compiled): Assumption[] {
  const branches = grid.branches.filter((_, row) => model.branchEdge[row]! >= 0);
  return [
    imbalance(model),
    ...branchAssumptions(branches, grid.baseMva),
    ...shuntAssumptions(grid, model),
    ...droppedElements(grid, model),
    {
      topic: 'voltages',
      text: 'Voltage magnitudes are fixed; reactive power is not solved for.',
      amount: null,
      unit: '',
    },
  ];
}

/** What was eliminated to be rid of negative couplings. */
export function starAssumptions({ pairs, eliminated }: StarElimination): Assumption[] {
  if (pairs.length === 0) return [];
  return [
    {
      topic: 'star buses',
      text: `${count(eliminated.size, 'bus', 'buses')} without injection next to a negative reactance ${eliminated.size === 1 ? 'is' : 'are'} eliminated; ${count(pairs.length, 'pair', 'pairs')} of branches in series act as one edge each.`,
      amount: eliminated.size,
      unit: 'buses',
    },
  ];
}

/** What makes the answer doubtful. */
export function warningsOf(grid: GridCase, model: Compiled): string[] {
  const negative = grid.branches.filter(
    (_, row) => model.branchEdge[row]! >= 0 && model.branchCoupling[row]! < 0,
  );
  if (negative.length === 0) return [];
  const [{ from, to }] = negative as [Branch];
  return [
    `${count(negative.length, 'branch has', 'branches have')} a negative reactance (first: ${from}–${to}). ` +
      'Negative couplings are kept; the theory of the condition is for positive ones.',
  ];
}

function imbalance({ injection, baseMva, balance }: Compiled): Assumption {
  const megawatts = injection.reduce((sum, power) => sum + power, 0) * baseMva;
  const what = megawatts < 0 ? 'Load exceeds generation' : 'Generation exceeds load (losses)';
  return {
    topic: 'imbalance',
    text: `${what} by ${Math.abs(megawatts).toFixed(2)} MW, ${balanceWords[balance.rule]}.`,
    amount: megawatts,
    unit: 'MW',
  };
}

function branchAssumptions(branches: readonly Branch[], baseMva: number): Assumption[] {
  const resistive = branches.filter(({ resistancePu }) => resistancePu !== 0);
  const largestRatio = largest(resistive.map((b) => Math.abs(b.resistancePu / b.reactancePu)));
  const charging = branches.reduce((sum, { chargingPu }) => sum + chargingPu, 0) * baseMva;
  const shifters = branches.filter(({ shiftDegrees }) => shiftDegrees !== 0);
  const largestShift = largest(shifters.map(({ shiftDegrees }) => Math.abs(shiftDegrees)));
  return [
    {
      topic: 'resistance',
      text: `The resistance of ${count(resistive.length, 'branch', 'branches')} is left out; the largest r/x is ${largestRatio.toFixed(2)}.`,
      amount: resistive.length,
      unit: 'branches',
    },
    {
      topic: 'charging',
      text: `Line charging of ${charging.toFixed(1)} Mvar (at 1 p.u.) is left out.`,
      amount: charging,
      unit: 'Mvar',
    },
    {
      topic: 'phase shifters',
      text: `The phase shift of ${count(shifters.length, 'branch', 'branches')} is left out; the largest is ${largestShift.toFixed(1)}°.`,
      amount: shifters.length,
      unit: 'branches',
    },
  ].filter(({ amount }) => amount !== 0);
}

function shuntAssumptions(grid: GridCase, { nodes }: Compiled): Assumption[] {
  const inModel = new Set(nodes);
  const shunts = grid.shunts.filter(({ bus, inService }) => inService && inModel.has(bus));
  if (shunts.length === 0) return [];
  const draw = shunts.reduce((sum, { gMw }) => sum + gMw, 0);
  const feed = shunts.reduce((sum, { bMvar }) => sum + bMvar, 0);
  return [
    {
      topic: 'shunts',
      text: `${count(shunts.length, 'shunt is', 'shunts are')} left out (${draw.toFixed(1)} MW drawn, ${feed.toFixed(1)} Mvar fed at 1 p.u.).`,
      amount: shunts.length,
      unit: 'shunts',
    },
  ];
}

function droppedElements(grid: GridCase, model: Compiled): Assumption[] {
  const outOfService = grid.branches.filter(({ inService }) => !inService).length;
  const dropped = grid.buses.length - model.nodes.length;
  const inModel = new Set(model.nodes);
  const load = grid.loads
    .filter(({ bus, inService }) => inService && !inModel.has(bus))
    .reduce((sum, { pMw }) => sum + pMw, 0);
  return [
    {
      topic: 'buses outside',
      text: `${count(dropped, 'bus is', 'buses are')} isolated or outside the largest island, with ${load.toFixed(1)} MW of load.`,
      amount: dropped,
      unit: 'buses',
    },
    {
      topic: 'branches out of service',
      text: `${count(outOfService, 'branch is', 'branches are')} out of service.`,
      amount: outOfService,
      unit: 'branches',
    },
    {
      topic: 'parallel branches',
      text: `${count(model.parallelGroups, 'group', 'groups')} of parallel branches act as one edge each.`,
      amount: model.parallelGroups,
      unit: 'edges',
    },
  ].filter(({ amount }) => amount !== 0);
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
