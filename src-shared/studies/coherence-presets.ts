import { z } from 'zod';

/** Laws that natural frequencies are drawn from. */
export const frequencyLaws = ['normal', 'lorentzian', 'uniform', 'empirical'] as const;
export type FrequencyLaw = (typeof frequencyLaws)[number];

export const coherencePresetSchema = z.enum([
  'oscillators',
  'power-grid',
  'storage-cells',
  'thermal-transport',
]);
export type CoherencePreset = z.infer<typeof coherencePresetSchema>;

interface Quantity {
  readonly name: string;
  readonly unit: string;
}

/** The same model in the words of one field (paper A, section 6), with what it usually starts from. */
export interface CoherenceWords {
  readonly title: string;
  /** One unit, and several. */
  readonly unit: readonly [string, string];
  readonly group: string;
  readonly frequency: Quantity;
  readonly coupling: Quantity;
  readonly phase: Quantity;
  readonly coherence: string;
  /** What a low coherence stands for in this field. */
  readonly meaning: string;
  readonly distribution: Exclude<FrequencyLaw, 'empirical'>;
  readonly spread: number;
  /** Standard deviation of ln s, where the coupling of two units is K s_i s_j / N. */
  readonly couplingDisorder: number;
}

export const coherencePresets: Readonly<Record<CoherencePreset, CoherenceWords>> = {
  oscillators: {
    title: 'Coupled oscillators',
    unit: ['oscillator', 'oscillators'],
    group: 'group',
    frequency: { name: 'natural frequency', unit: 'rad/s' },
    coupling: { name: 'coupling K', unit: 'rad/s' },
    phase: { name: 'phase', unit: 'rad' },
    coherence: 'coherence',
    meaning: 'The phases are spread around the circle.',
    distribution: 'normal',
    spread: 1,
    couplingDisorder: 0,
  },
  'power-grid': {
    title: 'Generators of a grid',
    unit: ['machine', 'machines'],
    group: 'area',
    frequency: { name: 'power imbalance over damping', unit: 'rad/s' },
    coupling: { name: 'line admittance over damping', unit: 'rad/s' },
    phase: { name: 'rotor angle', unit: 'rad' },
    coherence: 'synchronism',
    meaning: 'The machines do not hold together: the risk of a blackout.',
    distribution: 'normal',
    spread: 1,
    couplingDisorder: 0,
  },
  'storage-cells': {
    title: 'Cells of an energy store',
    unit: ['cell', 'cells'],
    group: 'module',
    frequency: { name: 'natural rate of ion exchange', unit: 'rad/s' },
    coupling: { name: 'coupling through the interface', unit: 'rad/s' },
    phase: { name: 'phase of ion exchange', unit: 'rad' },
    coherence: 'coherence of the cells',
    meaning: 'The cells work against each other: the impedance of the store rises.',
    distribution: 'normal',
    spread: 1,
    couplingDisorder: 0.3,
  },
  'thermal-transport': {
    title: 'Lattice vibration in heat transport',
    unit: ['site', 'sites'],
    group: 'grain',
    frequency: { name: 'vibration frequency off the mean', unit: 'rad/ps' },
    coupling: { name: 'bond coupling', unit: 'rad/ps' },
    phase: { name: 'vibration phase', unit: 'rad' },
    coherence: 'phonon coherence',
    meaning: 'The vibrations do not match: the thermal resistance rises.',
    distribution: 'uniform',
    spread: 1.5,
    couplingDisorder: 0.2,
  },
};
