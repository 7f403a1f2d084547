/** A number as MATLAB reads it back to the same bits. */
export const numberText = (value: number): string => {
  if (value === Infinity) return 'Inf';
  return value === -Infinity ? '-Inf' : String(value);
};

/** A matrix, one row a line, cells by tabs. */
export const matrixText = (rows: readonly (readonly number[])[]): string =>
  `[\n${rows.map((row) => `\t${row.map(numberText).join('\t')};\n`).join('')}]`;

/** A cell array of texts, one a line; line breaks in a text become blanks. */
export const textList = (texts: readonly string[]): string =>
  `{\n${texts.map((text) => `\t${quotedText(text)};\n`).join('')}}`;

export const quotedText = (text: string): string =>
  `'${text.replace(/[\r\n]+/g, ' ').replaceAll("'", "''")}'`;
