import type { ElementKind } from './element-ref.ts';

/** What a number may be. */
export interface QuantityRule {
  readonly least?: number;
  /** The least value itself is excluded. */
  readonly above?: number;
  readonly most?: number;
  readonly whole?: boolean;
}

const busNumber: QuantityRule = { whole: true, least: 1 };
const positive: QuantityRule = { above: 0 };
const notNegative: QuantityRule = { least: 0 };

/** The rules of numbers that are entered by hand or pasted; a file may hold others, and is checked. */
export const valueRules: Readonly<
  Record<ElementKind | 'dynamics', Readonly<Partial<Record<string, QuantityRule>>>>
> = {
  bus: {
    number: busNumber,
    baseKv: notNegative,
    vmPu: positive,
    vmMinPu: notNegative,
    vmMaxPu: notNegative,
  },
  branch: { from: busNumber, to: busNumber, tapRatio: positive },
  generator: { bus: busNumber, vSetPu: positive, ratingMva: notNegative },
  load: { bus: busNumber },
  shunt: { bus: busNumber },
  dynamics: {
    inertiaSeconds: notNegative,
    dampingPu: notNegative,
    transientReactancePu: notNegative,
    droopPercent: { above: 0, most: 100 },
  },
};

/** What a number breaks of a rule, as an instruction; null where nothing. */
export function brokenRule(
  value: number,
  { least, above, most, whole }: QuantityRule,
): string | null {
  if (whole === true && !Number.isInteger(value)) return 'Enter a whole number.';
  if (above !== undefined && value <= above) return `Enter a number above ${above}.`;
  if (least !== undefined && value < least) return `Enter ${least} or more.`;
  if (most !== undefined && value > most) return `Enter ${most} or less.`;
  return null;
}

const zeroReactance =
  'Zero reactance would make the coupling infinite: enter the reactance, or take the branch out of service.';

/** Why a field of an element cannot have a value, whatever the network is; null where it can. */
export function valueRefusal(
  kind: ElementKind | 'dynamics',
  field: string,
  value: unknown,
): string | null {
  if (typeof value !== 'number') return null;
  if (field === 'reactancePu' && value === 0) return zeroReactance;
  return brokenRule(value, valueRules[kind][field] ?? {});
}
