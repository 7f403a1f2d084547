/**
 * JSON that keeps every number: the four that JSON has no word for are written as strings behind
 * a NUL, which no text of the user begins with.
 */
const MARK = '\u0000';
const SPECIAL = new Map<unknown, number>(
  [NaN, Infinity, -Infinity].map((value) => [MARK + String(value), value]),
);
SPECIAL.set(`${MARK}-0`, -0);

export function toJson(value: unknown): string {
  return JSON.stringify(value, (_field, inner: unknown) => {
    if (typeof inner !== 'number') return inner;
    if (Object.is(inner, -0)) return `${MARK}-0`;
    return Number.isFinite(inner) ? inner : MARK + String(inner);
  });
}

export function fromJson(text: string): unknown {
  if (!text.includes('\\u0000')) return JSON.parse(text);
  return JSON.parse(text, (_field, inner: unknown) => SPECIAL.get(inner) ?? inner);
}
