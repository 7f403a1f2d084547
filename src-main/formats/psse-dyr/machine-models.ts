import type { DynamicRecord } from './parse-dyr.ts';

/** Where a model keeps the figures of the classical machine, counted from 0 behind the ID. */
interface MachineModel {
  readonly inertia: number;
  readonly damping: number;
  /** Absent in the classical model: there it is the source reactance of the RAW file. */
  readonly transientReactance: number | null;
}

/**
 * PSS/E Model Library: GENCLS (H, D), GENROU (T'd0, T''d0, T'q0, T''q0, H, D, Xd, Xq, X'd, …),
 * GENSAL (T'd0, T''d0, T''q0, H, D, Xd, Xq, X'd, …).
 */
const MODELS: Readonly<Record<string, MachineModel>> = {
  GENCLS: { inertia: 0, damping: 1, transientReactance: null },
  GENROU: { inertia: 4, damping: 5, transientReactance: 8 },
  GENSAL: { inertia: 3, damping: 4, transientReactance: 7 },
};

/** H in seconds, D and x'd in per unit, on the machine's own base. */
export interface MachineFigures {
  readonly inertiaSeconds: number;
  readonly dampingPu: number;
  readonly transientReactancePu: number | null;
}

export const isMachineModel = (model: string): boolean => Object.hasOwn(MODELS, model);

/** The figures of a machine record, or what is wrong with it. */
export function machineFigures({ model, parameters }: DynamicRecord): MachineFigures | string {
  const places = MODELS[model];
  if (!places) return `the model ${model} is not a machine that is read`;
  const at = (index: number): number => Number(parameters[index]?.replace(/d/i, 'e') ?? NaN);
  const figures = {
    inertiaSeconds: at(places.inertia),
    dampingPu: parameters[places.damping] === undefined ? 0 : at(places.damping),
    transientReactancePu: places.transientReactance === null ? null : at(places.transientReactance),
  };
  const { inertiaSeconds, dampingPu, transientReactancePu } = figures;
  if (!Number.isFinite(inertiaSeconds) || inertiaSeconds < 0) return wrong('H', inertiaSeconds);
  if (!Number.isFinite(dampingPu)) return wrong('D', dampingPu);
  if (transientReactancePu !== null && !(transientReactancePu > 0 && transientReactancePu < 1e3)) {
    return wrong("X'd", transientReactancePu);
  }
  if (inertiaSeconds === 0) {
    return 'H = 0 stands for an infinite bus, which is no machine: enter a large inertia constant';
  }
  if (dampingPu < 0) return `D = ${dampingPu} is negative: correct it`;
  return figures;
}

const wrong = (name: string, value: number): string =>
  Number.isNaN(value) ? `${name} is missing or no number` : `${name} = ${value} cannot be`;
