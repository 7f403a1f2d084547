/** The syntaxes that files come in; 'unknown' where the content shows none. */
export type FileFormat =
  'matpower' | 'json' | 'psse-raw' | 'psse-dyr' | 'ieee-cdf' | 'csv' | 'unknown';

export const formatNames: Readonly<Record<FileFormat, string>> = {
  matpower: 'MATPOWER',
  json: 'JSON',
  'psse-raw': 'PSS/E RAW',
  'psse-dyr': 'PSS/E DYR',
  'ieee-cdf': 'IEEE CDF',
  csv: 'CSV',
  unknown: 'nothing known',
};

/** Bytes at the start of a file that are looked at to tell its format. */
const HEAD_BYTES = 65_536;

/** `IC, SBASE, REV, …` or `IC, SBASE / PSS/E-30 …`, behind comment lines. */
const RAW_LINE_1 =
  /^(?:[ \t]*@!.*\n)*[ \t]*[01][ \t]*[, \t][ \t]*[\d.]+(?:[ \t,]+3[0-5]\b|.*\bPSS)/i;

const BY_EXTENSION = {
  m: 'matpower',
  raw: 'psse-raw',
  dyr: 'psse-dyr',
  cdf: 'ieee-cdf',
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
} as const;

/** How the content of a file shows its format; the first match counts. */
const BY_CONTENT: readonly (readonly [FileFormat, RegExp])[] = [
  ['psse-raw', RAW_LINE_1],
  ['json', /^\s*[{[]/],
  ['ieee-cdf', /^[ \t]*BUS DATA FOLLOWS?\b/im],
  ['matpower', /^[ \t]*(?:function\b|mpc\.)/m],
  ['psse-dyr', /^\s*\d+[ ,]+'?GEN(?:CLS|ROU|SAL)\b/im],
  ['csv', /^#[ \t]*(?:network|bus(?:es)?)[ \t,;]*\r?$/im],
];

/** The format that a file is named as, unless its content shows that it is another one. */
export function formatOf(fileName: string, bytes: Uint8Array): FileFormat {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const shown = BY_CONTENT.filter(([, pattern]) => pattern.test(head)).map(([format]) => format);
  const named = namedFormat(fileName);
  return named !== null && (shown.length === 0 || shown.includes(named))
    ? named
    : (shown[0] ?? 'unknown');
}

/** By its extension alone. */
export function namedFormat(fileName: string): FileFormat | null {
  const extension = /\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(BY_EXTENSION, extension)
    ? BY_EXTENSION[extension as keyof typeof BY_EXTENSION]
    : null;
}

/** A bare coupled-oscillator network, for the command line. */
export function holdsOscillators(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  return /^\s*\S*\{/.test(head) && /"format"\s*:\s*"phaselock-oscillators"/.test(head);
}
