/**
 * The fields of one record of a PSS/E file in free format: separated by commas, blanks or tabs,
 * mixed; two commas with nothing between them are a default, given as ''. A slash outside quotes
 * begins a comment. Quoted fields keep their quotes, which tell text from numbers.
 */
export const scanRecord = (text: string): string[] => scanFields(text).fields;

/** As `scanRecord`, and says whether a slash ended the record before the line did. */
export function scanFields(text: string): { fields: string[]; slash: boolean } {
  const fields: string[] = [];
  let i = 0;
  let needsField = false;
  while (i < text.length) {
    const character = text[i] ?? '';
    if (isBlank(character)) i++;
    else if (character === '/') return { fields, slash: true };
    else if (character === ',') {
      if (needsField || fields.length === 0) fields.push('');
      needsField = true;
      i++;
    } else {
      const end = isQuote(character) ? endOfQuoted(text, i) : endOfPlain(text, i);
      fields.push(text.slice(i, end));
      needsField = false;
      i = end;
    }
  }
  return { fields, slash: false };
}

/** Text of a field without its quotes and padding. */
export function fieldText(field: string): string {
  const first = field[0] ?? '';
  if (!isQuote(first)) return field;
  const end = field.length > 1 && field.endsWith(first) ? -1 : undefined;
  return field.slice(1, end).trim();
}

export const isQuoted = (field: string | undefined): boolean => isQuote(field?.[0] ?? '');

const isBlank = (character: string): boolean => character !== '' && character.trim() === '';
const isQuote = (character: string): boolean => character === "'" || character === '"';

const PLAIN = /[^\s,/]*/y;

function endOfPlain(text: string, start: number): number {
  PLAIN.lastIndex = start;
  PLAIN.test(text);
  return Math.max(PLAIN.lastIndex, start + 1);
}

/**
 * A name may hold the quote itself (`'O'Donnell ~1'`): a quote closes where a separator, the end,
 * or after blanks the next value follows. Without a closing one the field ends at the comma.
 */
function endOfQuoted(text: string, start: number): number {
  const quote = text[start] ?? '';
  for (let i = text.indexOf(quote, start + 1); i >= 0; i = text.indexOf(quote, i + 1)) {
    let next = i + 1;
    while (isBlank(text[next] ?? '')) next++;
    const follows = text[next] ?? '';
    if (follows === '' || ',/'.includes(follows)) return i + 1;
    if (next > i + 1 && /[-+.\d'"]/.test(follows)) return i + 1;
  }
  const comma = text.indexOf(',', start);
  return comma < 0 ? text.length : comma;
}
