import { z } from 'zod';

import { dispatchSchema } from '../grid/dispatch-rule.ts';
import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import type { Assumption, EdgeRef } from './model-options.ts';
import { nodeDirectionSchema, refuseTwoDirections } from './node-direction.ts';
import type { LoadingUnit } from './node-direction.ts';

const share = z
  .number()
  .nonnegative('A share of the critical loading cannot be negative.')
  .max(2, 'Twice the critical loading is the most.');
const runs = z.number().int().min(4, 'Four runs are the least that tell anything.').max(10_000);
const seconds = z.number().positive('It must be more than 0 s.').max(1e6);

/**
 * Does coherence warn of the loss of synchronism before the angles do? (paper A, section 2.2.) Ramps to
 * the loss, under random load, against quiet runs that set the thresholds and count false alarms.
 */
export const leadingIndicatorSpecSchema = z
  .strictObject({
    model: modelOptionsSchema.default(defaultModelOptions),
    /** What the ramp raises; null: all powers in proportion. */
    direction: dispatchSchema.nullable().default(null),
    /** The same node by node, for bare oscillators and for what no rule says. */
    nodeDirection: nodeDirectionSchema.nullable().default(null),
    /** Loadings as shares of the critical one: where ramps begin and end, and where quiet runs stay. */
    startLoading: share.default(0.6),
    endLoading: share.default(1.05),
    quietLoading: share.default(0.8),
    /** Of a ramp, and of a quiet run. */
    durationSeconds: seconds.default(120),
    /** How long a ramp stays at its end, should it hold synchronism. */
    holdSeconds: z.number().nonnegative().max(1e6).default(60),
    ramps: runs.default(20),
    /** Quiet runs that set the thresholds, and others that count false alarms. */
    calibrationRuns: runs.default(20),
    quietRuns: runs.default(20),
    /** Random load: standard deviation as a share of each node's power, and correlation time. */
    noise: z
      .number()
      .positive('Without noise there is neither variance nor recovery.')
      .max(1)
      .default(0.02),
    noiseSeconds: seconds.default(1),
    /** Over which variance and recovery are taken. */
    windowSeconds: seconds.default(20),
    /** Share of quiet runs that a threshold lets alarm. */
    falseAlarmShare: z
      .number()
      .positive('Some false alarms must be borne: give a share above 0.')
      .max(0.5)
      .default(0.05),
    /** Damping D of a bus without machines, p.u. power per rad/s. */
    loadDamping: z.number().positive().default(1),
  })
  .superRefine((spec, context) => {
    const issue = (field: keyof typeof spec, message: string): void => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    const { startLoading, quietLoading, endLoading, windowSeconds, durationSeconds } = spec;
    if (quietLoading >= 1)
      issue('quietLoading', 'Nothing is quiet from the critical loading on: stay below 1.');
    if (startLoading >= endLoading) {
      issue('endLoading', `A ramp goes up: end above its start at ${startLoading}.`);
    }
    if (startLoading >= 1)
      issue('startLoading', 'There is no synchronous state to start from: begin below 1.');
    if (windowSeconds > durationSeconds / 2) {
      issue(
        'windowSeconds',
        `A window of more than half of the run of ${durationSeconds} s tells nothing.`,
      );
    }
  })
  .superRefine(refuseTwoDirections);

export type LeadingIndicatorSpec = z.infer<typeof leadingIndicatorSpecSchema>;

export const indicatorKinds = [
  'coherence',
  'coherence-variance',
  'coherence-recovery',
  'angle-margin',
  'angle-variance',
  'angle-recovery',
] as const;
export type IndicatorKind = (typeof indicatorKinds)[number];

interface IndicatorWords {
  readonly name: string;
  readonly unit: string;
  /** An alarm is a value beyond the threshold on this side. */
  readonly alarms: 'below' | 'above';
}

export const indicatorWords: Readonly<Record<IndicatorKind, IndicatorWords>> = {
  coherence: { name: 'Coherence', unit: '', alarms: 'below' },
  'coherence-variance': { name: 'Variance of the coherence', unit: '', alarms: 'above' },
  'coherence-recovery': { name: 'Recovery rate of the coherence', unit: '1/s', alarms: 'below' },
  'angle-margin': { name: 'Margin of the largest angle to 90°', unit: 'rad', alarms: 'below' },
  'angle-variance': { name: 'Variance of the largest angle', unit: 'rad²', alarms: 'above' },
  'angle-recovery': { name: 'Recovery rate of the largest angle', unit: '1/s', alarms: 'below' },
};

/** A count of runs, its share, and the share's 95 % interval by Wilson. */
export interface RunShare {
  readonly count: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Middle, and the middle 90 %. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface IndicatorResult {
  readonly kind: IndicatorKind;
  readonly threshold: number;
  /** Fresh quiet runs that alarmed. */
  readonly falseAlarms: RunShare;
  /** Ramps that alarmed before the loss, at a loading above the quiet one. */
  readonly noticed: RunShare;
  /** Ramps that alarmed before they had even reached the quiet loading. */
  readonly early: number;
  /** Seconds from the alarm to the loss, and the loading at the alarm; null without any notice. */
  readonly noticeSeconds: Spread | null;
  readonly alarmLoading: Spread | null;
  /** Notice beyond that of the angle margin in the same ramp, s; null where no ramp has both. */
  readonly leadOverAngle: Spread | null;
  /** Ramps in which it alarmed before the angle margin did, ties left out. */
  readonly beforeAngle: RunShare | null;
  readonly verdict: 'leads' | 'level' | 'lags' | 'no-notice' | 'reference';
  readonly words: string;
}

/** How fast coherence comes back after a small kick, without noise. */
export interface KickRecovery {
  /** Share of the critical loading. */
  readonly loading: number;
  /** 1/s; null where it has not come back within two minutes. */
  readonly rate: number | null;
}

export interface LeadingIndicatorResult {
  readonly nodes: number;
  readonly direction: string;
  /** Where the synchronous state ends; in % of the present powers, or in the direction's unit. */
  readonly criticalLoading: {
    readonly value: number;
    readonly unit: LoadingUnit;
    readonly edge: EdgeRef | null;
  };
  readonly rampRuns: number;
  /** Ramps that held synchronism to their end, and quiet runs that lost it: both count nowhere. */
  readonly held: number;
  readonly quietLosses: number;
  /** Loading at the loss, as a share of the critical one. */
  readonly lossLoading: Spread | null;
  readonly indicators: readonly IndicatorResult[];
  /** Towards the loss; and what it says. */
  readonly recovery: readonly KickRecovery[];
  readonly recoveryWords: string;
  /** The first ramp, second by second up to the loss; NaN (null) while the window fills. */
  readonly example: {
    readonly time: readonly number[];
    readonly loading: readonly number[];
    readonly values: Readonly<Record<IndicatorKind, readonly (number | null)[]>>;
    readonly lossSeconds: number | null;
  };
  readonly dt: number;
  readonly verdict: string;
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}
