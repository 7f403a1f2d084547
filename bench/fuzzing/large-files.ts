import { strToU8 } from 'fflate';

/** Files of a few megabytes that tempt a reader to hold far more than they are. */
export const largeFiles: Readonly<Record<string, () => { fileName: string; bytes: Uint8Array }>> = {
  'MATPOWER, rows of one figure': () => file('a.m', `mpc.bus = [\n${'1;\n'.repeat(1_500_000)}];\n`),
  'MATPOWER, open brackets': () => file('b.m', `mpc.baseMVA = ${'('.repeat(4_000_000)};`),
  'RAW, short records': () =>
    file('c.raw', `0,100.0,33,0,0,60.0\n\n\n${"1,'',1\n".repeat(600_000)}0 /\nQ\n`),
  'CDF, short lines': () =>
    file('d.cdf', `01/01/26\nBUS DATA FOLLOWS 1 ITEMS\n${'1\n'.repeat(2_000_000)}-999\n`),
  'CSV, buses of one figure': () =>
    file(
      'e.csv',
      `# bus\nnumber\n${Array.from({ length: 500_000 }, (_, i) => i + 1).join('\n')}\n`,
    ),
  'CSV, empty cells': () => file('f.csv', `# bus\nnumber\n1${',\n,'.repeat(2_000_000)}`),
  'CSV, faulty rows': () => file('g.csv', `# bus\nnumber\n${'x\n'.repeat(2_000_000)}`),
  'JSON, nested': () => file('h.json', '['.repeat(4_000_000)),
  'JSON, numbers': () => file('i.json', `{"a":[${'1,'.repeat(2_000_000)}1]}`),
};

const file = (fileName: string, text: string): { fileName: string; bytes: Uint8Array } => ({
  fileName,
  bytes: strToU8(text),
});
