import type { LoadingRampSpec } from './loading-ramp.ts';
import { loadingRampSpecSchema } from './loading-ramp.ts';

/**
 * The stressed RTS-96 of paper B (figures 4 and 5): generator 323 out, the demand of the
 * south-eastern area 3 up, the generation of the north-western areas 1 and 2 up to match, the
 * thermal limit 0.1977 rad on {121, 325}. The paper publishes neither its dispatch nor who makes up
 * for unit 323, so each of these is the study under its own assumption.
 */
export const rts96Variants = {
  'whole-plant-area-3': 'All of plant 323 (660 MW) out, replaced within area 3',
  'one-unit-north-west': 'One unit of 155 MW at 323 out, replaced by areas 1 and 2',
  'one-unit-everywhere': 'One unit of 155 MW at 323 out, replaced by all generators',
  'whole-plant-north-west': 'All of plant 323 (660 MW) out, replaced by areas 1 and 2',
  calibrated:
    'Calibrated: all of plant 323 out and replaced by areas 1 and 2, with the base transfer shifted so that the predicted loading is the 22.20 % of the paper',
} as const;

export type Rts96Variant = keyof typeof rts96Variants;

const northWest = { kind: 'areas', areas: [1, 2] } as const;
const southEast = { kind: 'areas', areas: [3] } as const;
const units = (...ids: string[]) => ids.map((id) => ({ kind: 'generator', bus: 323, id }));

const tieLimit = { from: 121, to: 325, angle: 0.1977 };
/** The paper has a limit for it too, and does not say which: the same is assumed. */
const otherTieLimit = { from: 223, to: 318, angle: 0.1977 };

const choices: Record<Rts96Variant, object> = {
  'whole-plant-area-3': { outages: units('1', '2', '3'), replacement: by(southEast) },
  'one-unit-north-west': { outages: units('1'), replacement: by(northWest) },
  'one-unit-everywhere': { outages: units('1'), replacement: by({ kind: 'all' }) },
  'whole-plant-north-west': { outages: units('1', '2', '3'), replacement: by(northWest) },
  calibrated: {
    outages: units('1', '2', '3'),
    replacement: by(northWest),
    calibrateTo: 22.2,
    // So far shifted, the base sends more than 0.1977 rad over the other tie, the other way.
    edgeLimits: [tieLimit],
  },
};

/** The spec of a variant, for the sample `rts96`. */
export function rts96Study(variant: Rts96Variant): LoadingRampSpec {
  return loadingRampSpecSchema.parse({
    direction: {
      change: { what: 'loads', group: southEast, amount: 1, unit: '%' },
      compensation: { group: northWest },
      limits: 'ignore',
    },
    limits: 'none',
    edgeLimits: [tieLimit, otherTieLimit],
    ...choices[variant],
  });
}

/** Beyond Pmax: the sample runs most machines at it, as the Reliability Test System does. */
function by(group: object): object {
  return { group, limits: 'ignore' };
}
