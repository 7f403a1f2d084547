const figure = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const rangeText = new RegExp(`^(${figure})\\s*\\.\\.\\s*(${figure})$`);
const boundText = new RegExp(`^(<=|>=|<|>|=|≤|≥)\\s*(${figure})$`);

/**
 * What a column filter means: `>10`, `<=5`, `10..20` for numbers; otherwise a part of the text.
 * `!` before any of these lets the others through, `|` between them those of either; nothing typed
 * lets everything through.
 */
export function passesFilter(wanted: string, value: unknown): boolean {
  const parts = wanted
    .toLowerCase()
    .replaceAll(/(\d),(?=\d)/g, '$1.')
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '!');
  return parts.length === 0 || parts.some((part) => passesPart(part, value));
}

function passesPart(part: string, value: unknown): boolean {
  if (part.startsWith('!')) return !passesPart(part.slice(1).trim(), value);
  const [, from, to] = rangeText.exec(part) ?? [];
  if (from !== undefined && to !== undefined) {
    return typeof value === 'number' && value >= Number(from) && value <= Number(to);
  }
  const [, sign, bound] = boundText.exec(part) ?? [];
  if (sign !== undefined && bound !== undefined) {
    return typeof value === 'number' && compare(value, sign, Number(bound));
  }
  return shownText(value).toLowerCase().includes(part);
}

function compare(value: number, sign: string, bound: number): boolean {
  switch (sign) {
    case '<':
      return value < bound;
    case '<=':
    case '≤':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
    case '≥':
      return value >= bound;
    default:
      return value === bound;
  }
}

function shownText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
