import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { orderParameter } from './phasors.ts';
import type { Instant } from './phasors.ts';

/** On which scale coherence is drawn beside that of the whole. */
export const coherenceScales = {
  whole: 'the whole',
  window: 'the whole, mean of 5 s',
  groups: 'areas and groups',
  coupling: 'weighted, and over the lines',
  units: 'the buses chosen',
} as const;

export type CoherenceScale = keyof typeof coherenceScales;

interface Parts {
  readonly grid: Pick<GridCase, 'buses'>;
  /** How many groups stay together at the end of the run. */
  readonly groups: number;
  readonly buses: readonly number[];
}

/** The signals of a scale. An area that is the whole network, or a group that is, says nothing new. */
export function coherenceSignals(scale: CoherenceScale, { grid, groups, buses }: Parts): string[] {
  switch (scale) {
    case 'whole':
      return [];
    case 'window':
      return ['coherence/window/5'];
    case 'coupling':
      return ['coherence/weighted', 'coherence/links'];
    case 'units':
      return buses.map((bus) => `coherence/unit/${bus}`);
    case 'groups':
      return [
        ...several(areasOf(grid)).map((area) => `coherence/area/${area}`),
        ...several(Array.from({ length: groups }, (_, k) => k + 1)).map(
          (group) => `coherence/group/${group}`,
        ),
      ];
  }
}

const several = (numbers: readonly number[]): readonly number[] =>
  numbers.length > 1 ? numbers : [];

const areasOf = ({ buses }: Pick<GridCase, 'buses'>): number[] =>
  [...new Set(buses.map(({ area }) => area))].sort((a, b) => a - b);

/** cos(theta - psi) of every node: what it adds to the coherence of the whole. */
export const unitCoherence = ({ theta, psi }: Instant): number[] =>
  Array.from(theta, (angle) => Math.cos(angle - psi));

/** The coherence of each area, in the order of their numbers. */
export function areaCoherence(
  { nodes, theta }: Instant,
  { buses }: Pick<GridCase, 'buses'>,
): Map<number, number> {
  const areaOf = new Map(buses.map(({ number, area }) => [number, area]));
  const phases = new Map(areasOf({ buses }).map((area): [number, number[]] => [area, []]));
  nodes.forEach((bus, k) => phases.get(areaOf.get(bus) ?? NaN)?.push(theta[k] ?? 0));
  return new Map(
    [...phases].flatMap(([area, angles]) =>
      angles.length > 0 ? [[area, orderParameter(angles).r] as const] : [],
    ),
  );
}
