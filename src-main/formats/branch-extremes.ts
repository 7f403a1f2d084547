import type { BranchExtremes, Extreme } from '../../src-shared/contract/import-documents.ts';
import { refOf } from '../../src-shared/grid/element-ref.ts';
import type { Branch } from '../../src-shared/grid/grid-case.ts';

/** The branches in service that stand out: a slipped decimal point shows here first. */
export function branchExtremes(branches: readonly Branch[]): BranchExtremes {
  const live = branches.filter(({ inService }) => inService);
  const admittance = endsOf(live, ({ resistancePu, reactancePu }) => {
    const impedance = Math.hypot(resistancePu, reactancePu);
    return impedance === 0 ? null : 1 / impedance;
  });
  const ratios = endsOf(live, resistanceRatio);
  const taps = endsOf(live, ({ isTransformer, tapRatio }) => (isTransformer ? tapRatio : null));
  return {
    leastAdmittance: admittance.least,
    largestAdmittance: admittance.largest,
    medianResistanceRatio: median(live.flatMap((branch) => resistanceRatio(branch) ?? [])),
    leastResistanceRatio: ratios.least,
    largestResistanceRatio: ratios.largest,
    leastTapRatio: taps.least,
    largestTapRatio: taps.largest,
  };
}

const resistanceRatio = ({ resistancePu, reactancePu }: Branch): number | null =>
  reactancePu === 0 ? null : resistancePu / reactancePu;

interface Ends {
  readonly least: Extreme | null;
  readonly largest: Extreme | null;
}

function endsOf(branches: readonly Branch[], figure: (branch: Branch) => number | null): Ends {
  let [low, high] = [Infinity, -Infinity];
  let least: Branch | null = null;
  let largest: Branch | null = null;
  for (const branch of branches) {
    const value = figure(branch);
    if (value === null) continue;
    if (value < low) [low, least] = [value, branch];
    if (value > high) [high, largest] = [value, branch];
  }
  return {
    least: least && { value: low, element: refOf('branch', least) },
    largest: largest && { value: high, element: refOf('branch', largest) },
  };
}

function median(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort();
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return below === undefined || above === undefined ? null : (below + above) / 2;
}
