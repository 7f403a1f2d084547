import { z } from 'zod';

import { coherencePresetSchema, coherencePresets, frequencyLaws } from './coherence-presets.ts';
import type { CoherencePreset, FrequencyLaw } from './coherence-presets.ts';
import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import { asList } from './random-law.ts';
import type { Assumption } from './model-options.ts';

const coupling = z.number().nonnegative('A coupling cannot be negative.').max(1e9);
const seconds = z.number().positive('It must be more than 0 s.').max(1e9);
const instant = z.number().nonnegative('It cannot lie before the start.').max(1e9);

/** A claim about the coherence at one coupling: it stays above, or below, what is given. */
const statementSchema = z.strictObject({
  K: coupling,
  above: z.number().nullable().default(null),
  below: z.number().nullable().default(null),
});

/** Largest |lambda| dt that RK4 bears on the real axis. */
export const largestRate = 2.785;

/**
 * How coherent do coupled oscillators become, at each coupling K? (paper A.) Three ways to ask:
 * frequencies and start given (`omega`, `theta0`); an ensemble (`n`, `samples`, `distribution`); the
 * network at hand, K a factor on its couplings.
 */
export const coherenceSpecSchema = z
  .strictObject({
    /** Words, units and the usual laws of a field. */
    preset: coherencePresetSchema.default('oscillators'),
    /**
     * all-to-all: K/N between all; network: K a_ij along its edges; automatic: the network where
     * neither omega nor an ensemble is given.
     */
    coupling: z.enum(['automatic', 'all-to-all', 'network']).default('automatic'),
    K: z
      .preprocess(asList, z.array(coupling).min(1, 'Give at least one coupling.').max(1000))
      .default([0.5, 1, 2, 3, 5]),
    /** Natural frequencies, rad/s. */
    omega: z.array(z.number()).min(2, 'Two oscillators are the least.').nullable().default(null),
    /** Phases at the start, rad; null: those of the network, else drawn uniformly. */
    theta0: z.array(z.number()).nullable().default(null),
    /** Oscillators of an ensemble; null: 20. */
    n: z.number().int().min(2, 'Two oscillators are the least.').max(1e6).nullable().default(null),
    /** Draws of an ensemble; null: 1000. */
    samples: z.number().int().min(1).max(1e6).nullable().default(null),
    /** null: that of the preset. */
    distribution: z.enum(frequencyLaws).nullable().default(null),
    /** sigma of normal, gamma of lorentzian, half width of uniform; null: that of the preset. */
    spread: z.number().positive('A spread must be more than 0.').nullable().default(null),
    mean: z.number().default(0),
    /** The frequencies that an empirical law draws from. */
    values: z
      .array(z.number())
      .min(2, 'Give at least two values to draw from.')
      .nullable()
      .default(null),
    /** Standard deviation of ln s, of couplings K s_i s_j / N; null: that of the preset. */
    couplingDisorder: z.number().nonnegative().max(2).nullable().default(null),
    /** Step of RK4, s; null: 0.01, or on a network less where that would be unstable. */
    dt: seconds.nullable().default(null),
    duration: seconds.default(50),
    /** Means are taken over [from, to]; null: the second half. */
    from: instant.nullable().default(null),
    to: instant.nullable().default(null),
    /** Of the trailing mean of the coherence, s. */
    window: seconds.default(5),
    /**
     * Groups of local coherence: places in omega from 0, or identifiers of the network; 'areas': those of
     * a power network; null: none, or the areas where there are several.
     */
    groups: z
      .union([z.literal('areas'), z.array(z.array(z.number().int()).min(1))])
      .nullable()
      .default(null),
    /** Of the weighted coherence, one per oscillator; null: its strength sum_k a_jk. */
    weights: z.array(z.number()).nullable().default(null),
    /** null: those of paper A. */
    statements: z.array(statementSchema).nullable().default(null),
    /** How a power network becomes an oscillator network. */
    model: modelOptionsSchema.default(defaultModelOptions),
  })
  .superRefine((spec, context) => {
    const issue = (field: keyof typeof spec, message: string): void => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    const { omega, theta0, weights, groups, dt, duration } = spec;
    const size = omega?.length ?? null;
    if (size !== null && theta0 && theta0.length !== size) {
      issue('theta0', `It has ${theta0.length} values, but omega has ${size}: give one for each.`);
    }
    if (size !== null && weights && weights.length !== size) {
      issue(
        'weights',
        `It has ${weights.length} values, but omega has ${size}: give one for each.`,
      );
    }
    if (weights?.every((weight) => weight === 0)) issue('weights', 'All weights are 0: raise one.');
    if (size !== null && spec.coupling !== 'network' && Array.isArray(groups)) {
      const outside = groups.flat().find((place) => place < 0 || place >= size);
      if (outside !== undefined) {
        issue('groups', `${outside} is no place in omega: places run from 0 to ${size - 1}.`);
      }
    }
    if (spec.distribution === 'empirical' && !spec.values && !omega) {
      issue('values', 'An empirical distribution needs the frequencies that it draws from.');
    }
    const { from, to } = averagedSpan(spec);
    if (from > duration) issue('from', `It lies behind the end at ${duration} s.`);
    if (to > duration) issue('to', `It lies behind the end at ${duration} s.`);
    if (to < from) issue('to', `It lies before from, ${from} s.`);
    const step = dt ?? 0.01;
    if (step > duration)
      issue('dt', `The step of ${step} s is longer than the run of ${duration} s.`);
    if (duration / step > 1e8)
      issue('dt', 'The run would take more than 1e8 steps: take longer ones.');
    const isAllToAll = omega ?? spec.n ?? spec.samples;
    const unstable = spec.coupling !== 'network' && isAllToAll ? unstableStep(spec) : null;
    if (unstable) issue('dt', unstable);
  });

export type CoherenceSpec = z.infer<typeof coherenceSpecSchema>;

/**
 * Why RK4 would be unstable all to all, where every |eigenvalue| is K at most, with strengths up to
 * 3.5 standard deviations 2 K s mean(s); null where it is not.
 */
export function unstableStep({
  K,
  dt,
  preset,
  couplingDisorder,
}: Pick<CoherenceSpec, 'K' | 'dt' | 'preset' | 'couplingDisorder'>): string | null {
  const step = dt ?? 0.01;
  const most = Math.max(...K);
  const disorder = couplingDisorder ?? coherencePresets[preset].couplingDisorder;
  const rate = most * (disorder > 0 ? 2 * Math.exp(3.5 * disorder - disorder ** 2 / 2) : 1);
  if (step * rate <= largestRate) return null;
  const limit = (largestRate / rate).toPrecision(2);
  return `${step} s is too long: RK4 is stable at K = ${most} up to ${limit} s.`;
}

/** Where means are taken over. */
export const averagedSpan = ({
  from,
  to,
  duration,
}: Pick<CoherenceSpec, 'from' | 'to' | 'duration'>): { from: number; to: number } => ({
  from: from ?? duration / 2,
  to: to ?? duration,
});

/** One scale of coherence at one coupling. */
export interface CoherenceCurve {
  /** Over [from, to]. */
  readonly mean: number;
  /** At the end. */
  readonly final: number;
  /** At the times of the result; empty where an ensemble keeps none. */
  readonly coherence: readonly number[];
}

export interface LocalCoherence extends CoherenceCurve {
  readonly name: string;
  readonly nodes: readonly number[];
}

/** How the time mean of the coherence spreads over the draws of an ensemble. */
export interface CoherenceSpread {
  readonly standardDeviation: number;
  readonly standardError: number;
  /** Shares 0.05, 0.25, 0.5, 0.75 and 0.95. */
  readonly quantiles: readonly number[];
  /** Draws in 20 equal bins over [0, 1]. */
  readonly histogram: readonly number[];
  /** Of each draw, in their order; empty beyond 20,000. */
  readonly draws: readonly number[];
  /** Standard deviation of the coherence over the draws, at the times of the result. */
  readonly deviation: readonly number[];
}

export interface CoherenceAtCoupling {
  readonly K: number;
  /** Over [from, to]; of an ensemble, the mean over the draws as well. */
  readonly meanCoherence: number;
  /** Over the whole run, start included. */
  readonly meanCoherenceWholeRun: number;
  /** At the times of the result. */
  readonly coherence: readonly number[];
  /** Its trailing mean over the window. */
  readonly windowed: readonly number[];
  readonly local: readonly LocalCoherence[];
  readonly weighted: CoherenceCurve;
  /** sum a_ij cos(theta_i - theta_j) / sum |a_ij|, all pairs included where all are coupled. */
  readonly links: CoherenceCurve;
  /** Mean over [from, to] of cos(theta_i - psi), unit by unit; empty for an ensemble. */
  readonly units: readonly number[];
  /** (theta_i(to) - theta_i(from)) / (to - from), rad/s; empty for an ensemble. */
  readonly meanFrequencies: readonly number[];
  /** At the end, rad, not wrapped; empty for an ensemble. */
  readonly thetaFinal: readonly number[];
  /** null for a single run. */
  readonly spread: CoherenceSpread | null;
}

/** In how many draws a statement held. */
export interface StatementOutcome {
  readonly K: number;
  readonly above: number | null;
  readonly below: number | null;
  /** For the mean over [from, to]; for the curve over [from, to]; for the curve of the whole run. */
  readonly mean: StatementShare;
  readonly curve: StatementShare;
  readonly wholeCurve: StatementShare;
}

export interface StatementShare {
  readonly share: number;
  /** 95 % interval by Wilson. */
  readonly low: number;
  readonly high: number;
}

export interface CoherenceResult {
  readonly preset: CoherencePreset;
  readonly mode: 'given' | 'ensemble' | 'network';
  readonly n: number;
  readonly samples: number;
  /** Identifiers on a network, else places from 0; empty for an ensemble. */
  readonly nodes: readonly number[];
  readonly dt: number;
  readonly duration: number;
  readonly from: number;
  readonly to: number;
  /** Seconds; of every curve. */
  readonly time: readonly number[];
  readonly perK: readonly CoherenceAtCoupling[];
  readonly criticalCoupling: {
    /** Density of the frequencies at their mean, s/rad; null where they are all equal. */
    readonly gZero: number | null;
    /** 2 / (pi gZero), for infinitely many. */
    readonly value: number;
    readonly distribution: FrequencyLaw;
    /** How both were found. */
    readonly rule: string;
  };
  /** Coherence of N phases drawn at random, sqrt(pi / (4 N)): what "none" looks like. */
  readonly floor: number;
  readonly statements: readonly StatementOutcome[];
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}
