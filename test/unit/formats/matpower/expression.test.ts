import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { evaluate, evaluateCell } from '../../../../src-main/formats/matpower/expression.ts';
import { NotUnderstood } from '../../../../src-main/formats/matpower/matrix-value.ts';
import type { Value } from '../../../../src-main/formats/matpower/matrix-value.ts';

const branch = { rows: 2, columns: 3, values: Float64Array.of(1, 2, 3, 4, 5, 6) };
const names: Readonly<Record<string, Value>> = { 'mpc.branch': branch, BR_R: 3, Zb: 2 };
const value = (text: string): Value => evaluate(text, (name) => names[name]);

interface Worked {
  readonly text: string;
  readonly value: number;
}

/** Expressions with their values, worked out by JavaScript while they are put together. */
const { expression } = fc.letrec<{ expression: Worked; factor: Worked }>((tie) => ({
  factor: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ min: 0, max: 99 }).map((value) => ({ text: String(value), value })),
    tie('expression').map(({ text, value }) => ({ text: `(${text})`, value })),
    tie('expression').map(({ text, value }) => ({ text: `-(${text})`, value: -value })),
  ),
  expression: fc.oneof(
    { depthSize: 'small' },
    tie('factor'),
    fc.tuple(tie('factor'), tie('factor')).map(([a, b]) => ({
      text: `${a.text} * ${b.text}`,
      value: a.value * b.value,
    })),
    fc.tuple(tie('factor'), tie('factor')).map(([a, b]) => ({
      text: `${a.text}/${b.text}`,
      value: a.value / b.value,
    })),
    fc.tuple(tie('factor'), tie('factor'), tie('factor')).map(([a, b, c]) => ({
      text: `${a.text} - ${b.text}*${c.text} + ${a.text}`,
      value: a.value - b.value * c.value + a.value,
    })),
  ),
}));

describe('arithmetic of case files', () => {
  it('agrees with JavaScript on sums, products, signs and parentheses', () => {
    fc.assert(
      fc.property(expression, (worked) => {
        // Adding zero makes a negative zero positive: they are equal, and toBe tells them apart.
        expect((value(worked.text) as number) + 0).toBe(worked.value + 0);
      }),
    );
  });

  it('takes rows, columns and single entries of a matrix', () => {
    expect(value('mpc.branch(2, 3)')).toBe(6);
    expect(value('mpc.branch(end, [1 BR_R])')).toMatchObject({ values: Float64Array.of(4, 6) });
    expect(value('mpc.branch(:, 2:end)')).toMatchObject({ rows: 2, columns: 2 });
  });

  it('calculates with a matrix and a scalar entry by entry', () => {
    expect(value('mpc.branch(1, :) / (Zb^2 / 2)')).toMatchObject({
      values: Float64Array.of(0.5, 1, 1.5),
    });
    expect(value('mpc.branch .* mpc.branch')).toMatchObject({
      values: Float64Array.of(1, 4, 9, 16, 25, 36),
    });
  });

  it.each([
    'unknown',
    'mpc.branch * mpc.branch',
    '1 / mpc.branch',
    'mpc.branch(3, 1)',
    'mpc.branch(0, 1)',
    "mpc.branch'",
    '1 +',
    '(1',
    '1 2',
    'find(1)',
    '('.repeat(1000),
  ])('does not guess at “%s”', (text) => {
    expect(() => value(text)).toThrow(NotUnderstood);
  });

  it('ends a cell at a blank, but not inside parentheses', () => {
    expect(evaluateCell('1 -2')).toEqual({ value: 1, length: 1 });
    expect(evaluateCell('(1 -2) 3')).toEqual({ value: -1, length: 6 });
    expect(evaluateCell('Vbase')).toBeNull();
  });
});
