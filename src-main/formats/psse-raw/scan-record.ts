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
  let needsField = true;
  while (i < text.length && fields.length < MOST_FIELDS) {
    const code = text.charCodeAt(i);
    if (isBlank(code)) i++;
    else if (code === SLASH) return { fields, slash: true };
    else if (code === COMMA) {
      if (needsField) fields.push('');
      needsField = true;
      i++;
    } else {
      const end = isQuote(code) ? endOfQuoted(text, i) : endOfPlain(text, i);
      fields.push(text.slice(i, end));
      needsField = false;
      i = end;
    }
  }
  return { fields, slash: i < text.length };
}

/** No record has as many; what stands behind them on a line is passed over. */
const MOST_FIELDS = 1000;

const COMMA = 0x2c;
const SLASH = 0x2f;

/** Text of a field without its quotes and padding. */
export function fieldText(field: string): string {
  if (!isQuoted(field)) return field;
  const end = field.length > 1 && field.endsWith(field[0] ?? '') ? -1 : undefined;
  return field.slice(1, end).trim();
}

export const isQuoted = (field: string): boolean => isQuote(field.charCodeAt(0));

/** Controls, blanks and the non-breaking blank; NaN, behind the end, is none. */
const isBlank = (code: number): boolean => code <= 0x20 || code === 0xa0;
const isQuote = (code: number): boolean => code === 0x27 || code === 0x22;

const PLAIN = /[^\s,/]*/y;

function endOfPlain(text: string, start: number): number {
  PLAIN.lastIndex = start;
  PLAIN.test(text);
  return Math.max(PLAIN.lastIndex, start + 1);
}

/** Names have at most 40 characters; looking further would cost the square of a bad line. */
const LONGEST_NAME = 256;

/**
 * A name may hold the quote itself (`'O'Donnell ~1'`): a quote closes where a separator, the end,
 * or after blanks the next value follows. Without a closing one the field ends at the comma.
 */
function endOfQuoted(text: string, start: number): number {
  const quote = text[start] ?? '';
  const last = start + LONGEST_NAME;
  for (
    let i = text.indexOf(quote, start + 1);
    i >= 0 && i <= last;
    i = text.indexOf(quote, i + 1)
  ) {
    let next = i + 1;
    while (isBlank(text.charCodeAt(next))) next++;
    const follows = text[next] ?? '';
    if (follows === '' || ',/'.includes(follows)) return i + 1;
    if (next > i + 1 && /[-+.\d'"]/.test(follows)) return i + 1;
  }
  const comma = text.indexOf(',', start);
  return comma < 0 ? text.length : comma;
}
