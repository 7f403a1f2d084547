import type { Bus } from '../../../src-shared/grid/grid-case.ts';
import { branchKey, plainBranch, ratings, usableReactance } from './build-branches.ts';
import type { ImpedanceColumn, WindingColumn } from './columns.ts';
import { isKept } from './draft.ts';
import type { Draft } from './draft.ts';
import type { RawLine } from '../line-cursor.ts';
import type { RawRecord } from './raw-record.ts';
import { readTransformers } from './read-transformers.ts';
import type { TransformerRecord } from './read-transformers.ts';
import { magnetizing, starLegs, systemImpedance, windingRatio } from './transformer-impedance.ts';
import type { Impedance } from './transformer-impedance.ts';

/**
 * Transformers of two windings as branches, of three as a star of three branches. The star points
 * are buses numbered from above the largest number of the file.
 */
export function buildTransformers(draft: Draft, lines: readonly RawLine[]): void {
  const { header, messages, busOf } = draft;
  let largest = 0;
  for (const number of busOf.keys()) largest = Math.max(largest, number);
  let stars = 0;
  let corrected = 0;
  for (const transformer of readTransformers(lines, header.version, messages)) {
    if (transformer.windings.some((winding) => winding.number('TAB') !== 0)) corrected++;
    if (transformer.windings.length === 2) buildPair(draft, transformer);
    else if (buildStar(draft, transformer, largest + stars + 1)) stars++;
  }
  if (stars > 0) {
    messages.note(
      `Entered as a star of three branches each: transformers of three windings, ${stars}; their star points are the buses from ${largest + 1} on.`,
    );
  }
  if (corrected > 0) {
    messages.warning(
      `Entered with their impedance at nominal tap: transformers with an impedance correction table, ${corrected}.`,
    );
  }
}

/**
 * Two ideal ratios t1 and t2 with z between become one ratio t1 / t2 at the first bus and z t2²
 * behind it.
 */
function buildPair(draft: Draft, transformer: TransformerRecord): void {
  const { head, windings } = transformer;
  const [first, second] = windings;
  const { line } = head;
  const [from, to, circuit] = [head.bus('I'), head.bus('J'), head.id('CKT')];
  const label = `Transformer ${from}–${to} circuit ${circuit}`;
  const inService = head.number('STAT', 1) !== 0;
  if (!first || !second) return;
  if (!isKept(draft, label, branchKey(from, to, circuit), [from, to], inService, line)) return;
  const z = pairImpedance(draft, transformer, label, '12');
  if (isIncomplete(transformer)) draft.messages.count('defaulted', 'branch');
  const [t1, t2] = [ratio(draft, transformer, first, from), ratio(draft, transformer, second, to)];
  draft.branches.push({
    element: {
      ...plainBranch,
      ...{ from, to, circuit, inService },
      isTransformer: true,
      resistancePu: z.r * t2 ** 2,
      reactancePu: usableReactance(draft, z.x * t2 ** 2, label, line),
      tapRatio: t1 / t2,
      shiftDegrees: first.number('ANG'),
      ...windingRatings(first),
    },
    line,
  });
  buildMagnetizing(draft, transformer, `transformer to ${to} ${circuit}`, inService);
}

const OUT_BY_STATUS: Readonly<Record<number, readonly boolean[]>> = {
  0: [true, true, true],
  1: [false, false, false],
  2: [false, true, false],
  3: [false, false, true],
  4: [true, false, false],
};

/** False where the star would hang on fewer than two windings: then nothing of it is kept. */
function buildStar(draft: Draft, transformer: TransformerRecord, star: number): boolean {
  const { head, windings } = transformer;
  const { line } = head;
  const ends = [head.bus('I'), head.bus('J'), head.bus('K')];
  const circuit = head.id('CKT');
  const label = `Transformer ${ends.join('–')} circuit ${circuit}`;
  const out = OUT_BY_STATUS[head.number('STAT', 1)] ?? [false, false, false];
  const inService = ends.map((_, winding) => out[winding] !== true);
  const key = `transformer/${[...ends].sort((a, b) => a - b).join('-')}-${circuit}`;
  const needed = ends.filter((_, winding) => inService[winding]);
  if (!isKept(draft, label, key, needed, true, line)) return false;
  const connected = needed.filter((bus) => draft.busOf.get(bus)?.type !== 'isolated');
  if (connected.length < 2) {
    const reason = needed.length === 0 ? 'is out of service' : 'has fewer than two live windings';
    draft.messages.note(`${label} ${reason}: it is left out, with its star point.`, line);
    draft.messages.count('dropped', 'branch');
    return false;
  }
  addStarBus(draft, transformer, star, label);
  const incomplete = isIncomplete(transformer);
  const legs = starLegs(
    pairImpedance(draft, transformer, label, '12'),
    pairImpedance(draft, transformer, label, '23'),
    pairImpedance(draft, transformer, label, '31'),
  );
  windings.forEach((winding, index) => {
    const [bus, z] = [ends[index] ?? 0, legs[index] ?? { r: 0, x: 0 }];
    const legLabel = `Winding ${index + 1} of transformer ${ends.join('–')} circuit ${circuit}`;
    if (!draft.busOf.has(bus)) {
      draft.messages.note(`${legLabel}, out of service at no bus, is left out.`, winding.line);
      draft.messages.count('dropped', 'branch');
      return;
    }
    if (incomplete) draft.messages.count('defaulted', 'branch');
    draft.branches.push({
      element: {
        ...plainBranch,
        from: bus,
        to: star,
        circuit: String(index + 1),
        inService: inService[index] ?? false,
        isTransformer: true,
        resistancePu: z.r,
        reactancePu: usableReactance(draft, z.x, legLabel, line),
        tapRatio: ratio(draft, transformer, winding, bus),
        shiftDegrees: winding.number('ANG'),
        ...windingRatings(winding),
      },
      line: winding.line,
    });
  });
  buildMagnetizing(draft, transformer, `transformer to ${star}`, inService[0] ?? true);
  return true;
}

function addStarBus(
  draft: Draft,
  { head, impedance }: TransformerRecord,
  number: number,
  label: string,
): void {
  const first = draft.busOf.get(head.bus('I'));
  const star: Bus = {
    number,
    name: `Star point of ${head.text('NAME', label.toLowerCase())}`.slice(0, 200),
    type: 'pq',
    baseKv: 0,
    vmPu: impedance.number('VMSTAR', 1),
    vaDegrees: impedance.number('ANSTAR'),
    vmMinPu: 0.9,
    vmMaxPu: 1.1,
    area: first?.area ?? 1,
    zone: first?.zone ?? 1,
    position: null,
  };
  draft.busOf.set(number, star);
  draft.buses.push({ element: star, line: head.line });
}

const PAIR = {
  '12': ['R12', 'X12', 'SBASE12'],
  '23': ['R23', 'X23', 'SBASE23'],
  '31': ['R31', 'X31', 'SBASE31'],
} as const satisfies Record<string, readonly ImpedanceColumn[]>;

/** Whether its impedances, their bases (where they count) or its ratios are left out. */
function isIncomplete({ head, impedance, windings }: TransformerRecord): boolean {
  const pairs = windings.length === 2 ? (['12'] as const) : (['12', '23', '31'] as const);
  const onOwnBase = head.number('CZ', 1) !== 1;
  return (
    windings.some((winding) => winding.lacks('WINDV')) ||
    pairs.some((pair) => {
      const [r, x, base] = PAIR[pair];
      return impedance.lacks(r, x) || (onOwnBase && impedance.lacks(base));
    })
  );
}

function pairImpedance(
  { header, messages }: Draft,
  { head, impedance }: TransformerRecord,
  label: string,
  pair: keyof typeof PAIR,
): Impedance {
  const [r, x, base] = PAIR[pair];
  const windingMva = impedance.number(base, header.baseMva);
  const given = { r: impedance.number(r), x: impedance.number(x) };
  const code = knownCode(messages, head, 'CZ', label);
  const z = systemImpedance(
    given,
    code,
    windingMva > 0 ? windingMva : header.baseMva,
    header.baseMva,
  );
  if (z) return z;
  messages.error(
    `${label} loses ${given.r} W (${r}), more than its impedance ${given.x} p.u. allows: correct one of them.`,
    impedance.line,
  );
  return given;
}

function knownCode(
  messages: Draft['messages'],
  head: TransformerRecord['head'],
  column: 'CW' | 'CZ' | 'CM',
  label: string,
): number {
  const code = head.number(column, 1);
  if ([1, 2, 3].includes(code)) return code;
  messages.error(`${label} has ${column} = ${code}: write 1, 2 or 3.`, head.line);
  return 1;
}

function ratio(
  { busOf, messages }: Draft,
  { head }: TransformerRecord,
  winding: RawRecord<WindingColumn>,
  bus: number,
): number {
  const code = knownCode(messages, head, 'CW', `Transformer at bus ${bus}`);
  const baseKv = busOf.get(bus)?.baseKv ?? 0;
  const nominalKv = winding.number('NOMV');
  if (code === 2 && baseKv === 0 && nominalKv === 0) {
    messages.warning(
      `A winding ratio at bus ${bus} is in kV, but neither the bus nor the winding gives a base voltage: 1 is taken.`,
      winding.line,
    );
  }
  return windingRatio(winding.number('WINDV'), nominalKv, baseKv, code);
}

const windingRatings = (winding: RawRecord<WindingColumn>): ReturnType<typeof ratings> =>
  ratings(winding.number('RATE1'), winding.number('RATE2'), winding.number('RATE3'));

/** The magnetizing admittance as a shunt of the bus of winding 1. */
function buildMagnetizing(
  draft: Draft,
  { head, impedance, windings }: TransformerRecord,
  id: string,
  inService: boolean,
): void {
  const [mag1, mag2] = [head.number('MAG1'), head.number('MAG2')];
  if (mag1 === 0 && mag2 === 0) return;
  const bus = head.bus('I');
  const baseKv = draft.busOf.get(bus)?.baseKv ?? 0;
  const nominalKv = windings[0]?.number('NOMV') ?? 0;
  const systemMva = draft.header.baseMva;
  const windingMva = impedance.number('SBASE12', systemMva);
  const { gMw, bMvar } = magnetizing(mag1, mag2, head.number('CM', 1), {
    systemMva,
    windingMva: windingMva > 0 ? windingMva : systemMva,
    nominal: nominalKv > 0 && baseKv > 0 ? nominalKv / baseKv : 1,
  });
  draft.shunts.push({
    element: { bus, id: id.slice(0, 32), gMw, bMvar, inService },
    line: head.line,
  });
}
