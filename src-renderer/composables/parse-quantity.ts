import { brokenRule } from '../../src-shared/grid/value-rules.ts';
import type { QuantityRule } from '../../src-shared/grid/value-rules.ts';

export type Parsed =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly why: string };

const wrong = (why: string): Parsed => ({ ok: false, why });

/** Reads what was typed: a point or a comma for decimals, 1e-8 as well; says what is wrong with it. */
export function parseQuantity(text: string, rule: QuantityRule = {}): Parsed {
  const written = text
    .trim()
    .replace(/^([+-]?\d*),(\d+)$/, '$1.$2')
    .replace('−', '-');
  if (written === '') return wrong('Enter a number.');
  const value = Number(written);
  if (!Number.isFinite(value))
    return wrong(`“${text.trim()}” is not a number; write it like 12.5 or 1e-3.`);
  const broken = brokenRule(value, rule);
  return broken === null ? { ok: true, value } : wrong(broken);
}
