import type { EdgeRef } from '../../src-shared/studies/model-options.ts';
export { counted } from '../../src-shared/units/counted.ts';
import { degreesFromRadians } from '../../src-shared/units/quantities.ts';

/** How quantities are written on every screen. A dash stands for what is not there. */
export const missing = '–';

export function decimals(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return missing;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** As few digits as tell the value: 0.1, 12, 3.25; never 0.1000. */
export function plain(value: number | null | undefined, significant = 6): string {
  if (value === null || value === undefined || Number.isNaN(value)) return missing;
  return Number.isFinite(value)
    ? String(Number(value.toPrecision(significant)))
    : decimals(value, 0);
}

/** A number and its unit are one word: no line ends between them. */
export const unbroken = (text: string): string =>
  text.replace(/(?<=\d) (?=(?:%|kV|MW|MVA|Mvar|Hz|p\.u\.|ms|s)(?![\p{L}\p{N}]))/gu, '\u00A0');

/** 'Over limit' of 'over limit'. */
export const capitalised = (words: string): string =>
  words.charAt(0).toUpperCase() + words.slice(1);

export const degrees = (radians: number | null | undefined): number | null =>
  radians === null || radians === undefined || Number.isNaN(radians)
    ? null
    : degreesFromRadians(radians);

export function degreesText(radians: number | null | undefined, digits = 1): string {
  const angle = degrees(radians);
  return angle === null ? missing : `${decimals(angle, digits)}°`;
}

export const edgeText = (edge: EdgeRef | null | undefined): string =>
  edge ? `${edge.from}–${edge.to}` : missing;

const two = (value: number): string => String(value).padStart(2, '0');

/** '12:03:11', local time. */
export const clockTime = (date: Date): string =>
  `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;

/** '2026-11-21 12:03', local time. */
export function dateTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return missing;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** '0.4 MB', '12.0 MB'; what is less than the first digit tells is not nothing. */
export const megabytes = (bytes: number): string =>
  bytes > 0 && bytes < 0.05 * 2 ** 20 ? 'less than 0.1 MB' : `${decimals(bytes / 2 ** 20, 1)} MB`;

/** '0.42 s', '12 s', '3 min 20 s'. */
export function durationText(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return missing;
  if (seconds < 0.1) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 10) return `${seconds.toFixed(seconds < 1 ? 2 : 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
