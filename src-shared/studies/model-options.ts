import { z } from 'zod';

/** How a grid becomes an oscillator network (SCIENCE: structure-preserving model, B4 and B5). */
export const modelOptionsSchema = z.strictObject({
  /** |V|: from the case, flat (1 p.u.), or solved by an AC power flow. */
  voltages: z.enum(['case', 'flat', 'power-flow']).default('case'),
  /** Coupling from 1/x, or from Im Y = x / (r² + x²). */
  susceptance: z.enum(['reactance', 'admittance']).default('reactance'),
  /** Off-nominal taps divide the coupling, or are ignored. */
  taps: z.boolean().default(true),
  /** Who takes the imbalance between generation and load. */
  balance: z.enum(['uniform', 'slack', 'generators', 'proportional']).default('uniform'),
  /** Star buses whose elimination cures a negative coupling are kept, or eliminated. */
  starBuses: z.enum(['keep', 'eliminate']).default('keep'),
});

export type ModelOptions = z.infer<typeof modelOptionsSchema>;

export const defaultModelOptions: ModelOptions = modelOptionsSchema.parse({});

/** Something that the model leaves out or assumes, with its size, for the list of assumptions. */
export interface Assumption {
  readonly topic: string;
  readonly text: string;
  /** How much of it there is in this network, in `unit`; null where no number says it. */
  readonly amount: number | null;
  readonly unit: string;
}

/** An edge of the oscillator network: parallel branches between two buses are one edge. */
export interface EdgeRef {
  readonly from: number;
  readonly to: number;
}
