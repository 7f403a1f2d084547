/**
 * What a column filter means: `>10`, `<=5`, `10..20` for numbers; otherwise a part of the text.
 * Nothing typed lets everything through.
 */
export function passesFilter(wanted: string, value: unknown): boolean {
  const text = wanted.trim().toLowerCase();
  if (text === '') return true;
  const range = /^(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)$/.exec(text);
  if (range)
    return typeof value === 'number' && value >= Number(range[1]) && value <= Number(range[2]);
  const bound = /^(<=|>=|<|>|=)\s*(-?[\d.]+(?:e-?\d+)?)$/.exec(text);
  if (bound) return typeof value === 'number' && compare(value, bound[1] ?? '=', Number(bound[2]));
  return shownText(value).toLowerCase().includes(text);
}

function compare(value: number, sign: string, bound: number): boolean {
  switch (sign) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    default:
      return value === bound;
  }
}

function shownText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
