import type { EdgeRef } from '../../src-shared/studies/model-options.ts';
import { degreesFromRadians } from '../../src-shared/units/quantities.ts';

/** How figures are printed: one rule per kind, so that tables line up and read alike. */
const DASH = '–';

export const fixed = (value: number | null, digits: number): string =>
  value === null || !Number.isFinite(value) ? DASH : minus(value.toFixed(digits));

export const degrees = (radians: number | null): string =>
  radians === null ? DASH : fixed(degreesFromRadians(radians), 2);

export const count = (value: number): string => value.toLocaleString('en-GB');

export const megawatts = (value: number): string => fixed(value, 1);

/** `2026-11-21 08:15 UTC` */
export const instant = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

export const edgeText = ({ from, to }: EdgeRef): string => `${from}–${to}`;

/** ` on 6–31`, or nothing. */
export const on = (edge: EdgeRef | null): string => (edge ? ` on ${edgeText(edge)}` : '');

const minus = (text: string): string => text.replace('-', '−');
