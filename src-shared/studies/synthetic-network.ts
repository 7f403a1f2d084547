import { z } from 'zod';

import {
  graphFamilies,
  graphParameter,
  hasParameter,
  nodeCount,
  refuseImpossible,
} from './random-law.ts';
import type { GraphFamily } from './random-law.ts';

/**
 * alternating: +P and -P in turn (paper D's ring), with a normal deviation added; bipolar, uniform,
 * normal: drawn for every bus. Whatever the law, the mean is subtracted, so that powers balance.
 */
export const injectionLaws = ['alternating', 'bipolar', 'uniform', 'normal'] as const;

/** A network of a known kind, to study or to learn on: every bus has a machine or a load. */
export const syntheticNetworkSpecSchema = z
  .strictObject({
    graph: z.enum(graphFamilies).default('ring'),
    n: nodeCount.default(10),
    /** erdos-renyi: probability of an edge; random-geometric: radius; watts-strogatz: rewiring. */
    p: graphParameter.default(0.3),
    /** Coupling of a line, p.u. */
    coupling: z
      .number('The coupling is a number.')
      .positive('The coupling is above 0.')
      .max(1e6)
      .default(8),
    /** Couplings are uniform within this share of the coupling to either side. */
    couplingSpread: z
      .number()
      .min(0, 'The spread lies from 0 to below 1.')
      .lt(1, 'The spread lies from 0 to below 1.')
      .default(0),
    injections: z.enum(injectionLaws).default('alternating'),
    /** Size of the injections, MW. */
    powerMw: z.number().min(0, 'The power is not negative.').max(1e9).default(100),
    /** Standard deviation that is added to alternating injections, MW. */
    deviationMw: z.number().min(0, 'A standard deviation is not negative.').max(1e9).default(0),
  })
  .superRefine(({ graph, n, p }, context) =>
    refuseImpossible({ graph: [graph], n: [n], p: [p] }, context),
  );

export type SyntheticNetworkSpec = z.infer<typeof syntheticNetworkSpecSchema>;

const familyNames: Readonly<Record<GraphFamily, string>> = {
  'erdos-renyi': 'Erdős–Rényi',
  'random-geometric': 'Random geometric',
  'watts-strogatz': 'Watts–Strogatz',
  complete: 'Complete',
  ring: 'Ring',
  tree: 'Tree',
};

export const graphFamilyName = (family: GraphFamily): string => familyNames[family];

/** `Erdős–Rényi, 40 buses, p = 0.1, seed 7` */
export const syntheticNetworkName = (
  { graph, n, p }: Pick<SyntheticNetworkSpec, 'graph' | 'n' | 'p'>,
  seed: number,
): string =>
  [
    familyNames[graph],
    `${n} buses`,
    ...(hasParameter[graph] ? [`p = ${p}`] : []),
    `seed ${seed}`,
  ].join(', ');
