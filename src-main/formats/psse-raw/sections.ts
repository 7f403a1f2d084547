/** The tables of a RAW file, by what they hold; their labels in files vary. */
export type SectionName =
  | 'bus'
  | 'load'
  | 'fixed shunt'
  | 'generator'
  | 'branch'
  | 'switching device'
  | 'transformer'
  | 'area'
  | 'two-terminal DC line'
  | 'VSC DC line'
  | 'impedance correction'
  | 'multi-terminal DC line'
  | 'multi-section line'
  | 'zone'
  | 'inter-area transfer'
  | 'owner'
  | 'FACTS device'
  | 'switched shunt'
  | 'GNE device'
  | 'induction machine'
  | 'substation';

const MIDDLE: readonly SectionName[] = [
  'impedance correction',
  'multi-terminal DC line',
  'multi-section line',
  'zone',
  'inter-area transfer',
  'owner',
  'FACTS device',
];
const DC: readonly SectionName[] = ['area', 'two-terminal DC line', 'VSC DC line'];

const ORDER_30: readonly SectionName[] = [
  ...(['bus', 'load', 'generator', 'branch', 'transformer'] as const),
  ...DC,
  'switched shunt',
  ...MIDDLE,
];
const ORDER_31: readonly SectionName[] = [
  ...(['bus', 'load', 'fixed shunt', 'generator', 'branch', 'transformer'] as const),
  ...DC,
  ...MIDDLE,
  ...(['switched shunt', 'GNE device', 'induction machine'] as const),
];
const ORDER_34: readonly SectionName[] = [
  ...ORDER_31.slice(0, 5),
  'switching device',
  ...ORDER_31.slice(5),
  'substation',
];

/** The order in which the sections stand; those at the end may be missing. */
export function sectionOrder(version: number): readonly SectionName[] {
  if (version <= 30) return ORDER_30;
  return version <= 33 ? ORDER_31 : ORDER_34;
}

/** Whether a line ends a section: a lone 0, with or without a comment. Data lines may begin by 0. */
export const endsSection = (text: string): boolean =>
  /^\s*0\s*(?:,?\s*(?:\/.*)?$|END\s+OF\b)/i.test(text);

export const endsFile = (text: string): boolean => /^\s*Q\s*(?:\/.*)?$/i.test(text);

/** The section that a closing line says it closes, and the one that it says begins. */
export function labelsOf(text: string): { ends: SectionName | null; begins: SectionName | null } {
  const [ended = '', begun = ''] = text.split(/\bBEGIN\b/i);
  return { ends: /END/i.test(ended) ? sectionNamed(ended) : null, begins: sectionNamed(begun) };
}

/** The first match counts, so the special names stand before the common words that they hold. */
const LABELS: readonly (readonly [RegExp, SectionName])[] = [
  [/SUBSTATION/i, 'substation'],
  [/SWITCHING/i, 'switching device'],
  [/SWITCHED/i, 'switched shunt'],
  [/SHUNT/i, 'fixed shunt'],
  [/INDUCTION/i, 'induction machine'],
  [/GNE/i, 'GNE device'],
  [/FACTS/i, 'FACTS device'],
  [/OWNER/i, 'owner'],
  [/TRANSFER\b/i, 'inter-area transfer'],
  [/CORRECTION/i, 'impedance correction'],
  [/MULTI-?\s*SECTION/i, 'multi-section line'],
  [/MULTI-?\s*TERMINAL/i, 'multi-terminal DC line'],
  [/TWO-?\s*TERMINAL/i, 'two-terminal DC line'],
  [/VSC|VOLTAGE SOURCE/i, 'VSC DC line'],
  [/BRANCH/i, 'branch'],
  [/TRANSFORMER/i, 'transformer'],
  [/GENERATOR/i, 'generator'],
  [/LOAD/i, 'load'],
  [/AREA/i, 'area'],
  [/ZONE/i, 'zone'],
  [/\bBUS/i, 'bus'],
];

const sectionNamed = (label: string): SectionName | null =>
  LABELS.find(([pattern]) => pattern.test(label))?.[1] ?? null;
