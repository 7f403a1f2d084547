import { pairKey } from '../bus-pair.ts';
import { refOf } from '../element-ref.ts';
import type { Branch } from '../grid-case.ts';
import type { Severity } from '../validation.ts';
import { branchKey, figure, findingAt, updateRepair } from './finding.ts';
import type { CheckedGrid, DataCheck, Finding } from './finding.ts';

/** Below this magnitude PSS/E takes a branch for a bus tie (THRSHZ). */
const zeroReactancePu = 1e-4;
/** From here on a line is a transmission line, whose resistance is small beside its reactance. */
const transmissionKv = 100;

const inService = ({ grid }: CheckedGrid): readonly Branch[] =>
  grid.branches.filter((branch) => branch.inService);

/** A finding about a branch, with the change of its own data that repairs it. */
const flaw = (
  severity: Severity,
  branch: Branch,
  text: string,
  changes: Partial<Branch>,
  preview: string,
): Finding =>
  findingAt(severity, 'branch', branch, text, updateRepair('branch', branch, changes, preview));

export const zeroImpedance: DataCheck = {
  name: 'zero-impedance',
  title: 'Branches without reactance',
  explanation:
    'The coupling of two buses is the inverse of the reactance between them: without reactance it is infinite. Bus ties are entered that way in some files; merge their buses, or give them the small reactance that PSS/E uses as its threshold, 0.0001 p.u.',
  find: (checked) =>
    inService(checked)
      .filter(({ reactancePu }) => Math.abs(reactancePu) < zeroReactancePu)
      .map((branch) =>
        flaw(
          branch.reactancePu === 0 ? 'error' : 'warning',
          branch,
          `has a reactance of ${figure(branch.reactancePu)} p.u.`,
          { reactancePu: zeroReactancePu },
          `Reactance ${figure(branch.reactancePu)} → ${zeroReactancePu} p.u.`,
        ),
      ),
};

export const negativeReactance: DataCheck = {
  name: 'negative-reactance',
  title: 'Negative reactances',
  explanation:
    'Series capacitors and the legs of three-winding transformers have negative reactances. They are kept, but the synchronization condition assumes positive couplings; elsewhere the sign is a mistake.',
  find: (checked) =>
    inService(checked)
      .filter(({ reactancePu }) => reactancePu < 0)
      .map((branch) =>
        flaw(
          'note',
          branch,
          `has a reactance of ${figure(branch.reactancePu)} p.u.`,
          { reactancePu: -branch.reactancePu },
          `Reactance ${figure(branch.reactancePu)} → ${figure(-branch.reactancePu)} p.u.`,
        ),
      ),
};

export const negativeResistance: DataCheck = {
  name: 'negative-resistance',
  title: 'Negative resistances',
  explanation:
    'No line or winding generates power. Star legs and reduced equivalents may have small negative resistances; on anything else the sign is a mistake.',
  find: (checked) =>
    inService(checked)
      .filter(({ resistancePu }) => resistancePu < 0)
      .map((branch) =>
        flaw(
          'warning',
          branch,
          `has a resistance of ${figure(branch.resistancePu)} p.u.`,
          { resistancePu: 0 },
          `Resistance ${figure(branch.resistancePu)} → 0 p.u.`,
        ),
      ),
};

export const implausibleRatio: DataCheck = {
  name: 'implausible-r-x',
  title: 'Resistance large beside the reactance',
  explanation:
    'At transmission voltages (100 kV and above) the reactance is several times the resistance, in distribution networks they are alike. A ratio above 1, or above 5 at lower voltages, usually means swapped columns; a true one takes the network out of the assumptions of the lossless studies.',
  find: (checked) =>
    inService(checked).flatMap((branch): Finding[] => {
      const { resistancePu, reactancePu } = branch;
      const kv = checked.busOf.get(branch.from)?.baseKv ?? 0;
      const ratio = Math.abs(resistancePu / reactancePu);
      if (reactancePu === 0 || ratio <= (kv >= transmissionKv ? 1 : 5)) return [];
      return [
        flaw(
          'warning',
          branch,
          `has r/x = ${figure(ratio)}.`,
          { resistancePu: reactancePu, reactancePu: resistancePu },
          `Swap them: r = ${figure(reactancePu)}, x = ${figure(resistancePu)} p.u.`,
        ),
      ];
    }),
};

export const baseVoltageMismatch: DataCheck = {
  name: 'base-kv-mismatch',
  title: 'Lines between different base voltages',
  explanation:
    'A line joins buses of one voltage level. Where its ends differ by more than 5 %, the branch is a transformer, or one of the base voltages is wrong; impedances in per unit are then wrong as well.',
  find: (checked) =>
    checked.grid.branches.flatMap((branch): Finding[] => {
      const from = checked.busOf.get(branch.from)?.baseKv ?? 0;
      const to = checked.busOf.get(branch.to)?.baseKv ?? 0;
      if (branch.isTransformer || from <= 0 || to <= 0) return [];
      if (Math.max(from, to) <= 1.05 * Math.min(from, to)) return [];
      const text = `is a line from ${figure(from)} kV to ${figure(to)} kV.`;
      const preview = 'Make it a transformer; its impedance and tap ratio stay';
      return [flaw('warning', branch, text, { isTransformer: true }, preview)];
    }),
};

export const tapOutOfRange: DataCheck = {
  name: 'tap-out-of-range',
  title: 'Tap ratios out of range',
  explanation:
    'The tap ratio is the off-nominal part of the turns ratio and lies between 0.8 and 1.2 in practice. 0 or a negative number is no ratio at all; a large one is often a ratio in kV.',
  find: ({ grid }) =>
    grid.branches
      .filter(({ tapRatio }) => !(tapRatio >= 0.8 && tapRatio <= 1.2))
      .map((branch) =>
        flaw(
          branch.tapRatio > 0 ? 'warning' : 'error',
          branch,
          `has a tap ratio of ${figure(branch.tapRatio)}.`,
          { tapRatio: 1 },
          `Tap ratio ${figure(branch.tapRatio)} → 1`,
        ),
      ),
};

export const tapOnLine: DataCheck = {
  name: 'tap-on-line',
  title: 'Lines with a tap or a phase shift',
  explanation:
    'Only transformers have a tap ratio other than 1 or a phase shift. They count in every study all the same; the mark decides symbols and lists.',
  find: ({ grid }) =>
    grid.branches
      .filter(
        ({ isTransformer, tapRatio, shiftDegrees }) =>
          !isTransformer && (tapRatio !== 1 || shiftDegrees !== 0),
      )
      .map((branch) =>
        flaw(
          'warning',
          branch,
          `is marked as a line and has a tap ratio of ${figure(branch.tapRatio)} and a shift of ${figure(branch.shiftDegrees)}°.`,
          { isTransformer: true },
          'Make it a transformer',
        ),
      ),
};

export const duplicatedBranches: DataCheck = {
  name: 'duplicated-branches',
  title: 'Parallel branches with equal data',
  explanation:
    'The two circuits of a double line have equal data, and so has a line that was entered twice, which doubles the coupling. Only you can know which it is.',
  find: ({ grid }) => {
    const seen = new Map<string, Branch>();
    return parallelBranches(grid.branches).flatMap((branch): Finding[] => {
      const data = sameData(branch);
      const first = seen.get(data);
      seen.set(data, first ?? branch);
      if (!first) return [];
      const text = `has the same ends and data as circuit ${first.circuit}.`;
      const preview = `Delete circuit ${branch.circuit} of ${branch.from}–${branch.to}`;
      const element = refOf('branch', branch);
      return [
        findingAt('note', 'branch', branch, text, { preview, edit: { kind: 'remove', element } }),
      ];
    });
  },
};

/** Those that share both ends with another. */
function parallelBranches(branches: readonly Branch[]): readonly Branch[] {
  const counts = new Map<string, number>();
  for (const branch of branches)
    counts.set(pairKey(branch), (counts.get(pairKey(branch)) ?? 0) + 1);
  return branches.filter((branch) => (counts.get(pairKey(branch)) ?? 0) > 1);
}

function sameData({ circuit: _, from, to, ...data }: Branch): string {
  const directed = data.isTransformer || data.tapRatio !== 1 || data.shiftDegrees !== 0;
  const ends = directed || from < to ? [from, to] : [to, from];
  return JSON.stringify([ends, Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

export const ratingsMissing: DataCheck = {
  name: 'ratings-missing',
  title: 'Branches without a rating',
  explanation:
    'A branch without a rating is unlimited: it never counts as overloaded, and its loading in per cent is unknown. Many files write 0 for “no limit”.',
  find: ({ grid }) => {
    const without = grid.branches.filter(({ ratingAMva }) => ratingAMva === null);
    if (without.length > 1 && without.length === grid.branches.length) {
      const text = `None of the ${without.length} branches has a rating: overloads cannot be seen.`;
      return [{ severity: 'note', element: null, text, repair: null }];
    }
    return without.map((branch) =>
      findingAt('note', 'branch', branch, 'has no long-term rating: it counts as unlimited.'),
    );
  },
};

export const ratingsCrossed: DataCheck = {
  name: 'ratings-crossed',
  title: 'Short-term ratings below the long-term one',
  explanation:
    'What a branch carries for hours it carries for minutes too: the emergency rating is not below the short-term rating, and that not below the long-term one.',
  find: ({ grid }) =>
    grid.branches.flatMap((branch): Finding[] => {
      const { ratingAMva: a, ratingBMva: b, ratingCMva: c } = branch;
      const raisedB = b === null ? null : Math.max(b, a ?? b);
      const raisedC = c === null ? null : Math.max(c, raisedB ?? a ?? c);
      if (raisedB === b && raisedC === c) return [];
      const words = (values: readonly (number | null)[]): string =>
        values.map((value) => (value === null ? 'none' : figure(value))).join(' / ');
      const text = `has the ratings ${words([a, b, c])} MVA (long, short, emergency).`;
      const preview = `Ratings ${words([a, b, c])} → ${words([a, raisedB, raisedC])} MVA`;
      return [flaw('warning', branch, text, { ratingBMva: raisedB, ratingCMva: raisedC }, preview)];
    }),
};

export const ratingBelowFlow: DataCheck = {
  name: 'rating-below-flow',
  title: 'Branches loaded above their rating',
  explanation:
    'The branch is overloaded before anything has gone out of service. Either the dispatch is not meant to be a normal state, or the rating is in the wrong unit (A or kA instead of MVA).',
  find: ({ grid, flowMva }) =>
    grid.branches.flatMap((branch): Finding[] => {
      const flow = flowMva.get(branchKey(branch)) ?? 0;
      const rating = branch.ratingAMva;
      if (!branch.inService || rating === null || flow <= rating) return [];
      const text = `carries ${figure(flow)} MVA and is rated for ${figure(rating)} MVA.`;
      return [findingAt('warning', 'branch', branch, text)];
    }),
};

export const angleLimitsCrossed: DataCheck = {
  name: 'angle-limits-crossed',
  title: 'Angle limits the wrong way round',
  explanation:
    'The lower limit of the angle difference is not above the upper one. Where it is, no state keeps both.',
  find: ({ grid }) =>
    grid.branches.flatMap((branch): Finding[] => {
      const { angleMinDegrees: low, angleMaxDegrees: high } = branch;
      if (low === null || high === null || low <= high) return [];
      const text = `has angle limits from ${figure(low)}° to ${figure(high)}°.`;
      const preview = `Angle limits ${figure(low)}…${figure(high)}° → ${figure(high)}…${figure(low)}°`;
      return [
        flaw('error', branch, text, { angleMinDegrees: high, angleMaxDegrees: low }, preview),
      ];
    }),
};
