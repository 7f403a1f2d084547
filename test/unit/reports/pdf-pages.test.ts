import { describe, expect, it } from 'vitest';

import { placesInPdf } from '../../../src-main/reports/pdf-pages.ts';
import { chromiumPrinter } from '../../../src-main/start/pdf/chromium-printer.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** As Chromium writes them: three pages in a tree of two levels. */
const nested = `%PDF-1.4
1 0 obj
<</Type /Catalog /Pages 2 0 R /Dests 3 0 R>>
endobj
2 0 obj
<</Type /Pages /Count 3 /Kids [4 0 R 7 0 R]>>
endobj
3 0 obj
<</first [5 0 R /XYZ 0 700 0]
/last-one [7 0 R /XYZ 0 80.5 0]
/second [6 0 R /XYZ 0 3 0]>>
endobj
4 0 obj
<</Type /Pages /Count 2 /Kids [5 0 R 6 0 R]>>
endobj
5 0 obj
<</Type /Page>>
endobj
6 0 obj
<</Type /Page>>
endobj
7 0 obj
<</Type /Page>>
endobj
trailer
<</Size 8 /Root 1 0 R>>
`;

describe('the pages of named places in a PDF', () => {
  it('are counted along the tree of pages', () => {
    expect(placesInPdf(bytes(nested))).toEqual(
      new Map([
        ['first', 1],
        ['last-one', 3],
        ['second', 2],
      ]),
    );
  });

  it('are not known where it is written in another way, or cut off', () => {
    expect(placesInPdf(bytes('%PDF of 300'))).toBeNull();
    expect(placesInPdf(bytes(nested.replace('/Dests 3 0 R', '')))).toBeNull();
    expect(placesInPdf(bytes(nested.slice(0, 200)))).toBeNull();
    expect(placesInPdf(bytes(nested.replace('/Kids [4 0 R 7 0 R]', '/Kids [4 0 R]')))).toBeNull();
  });

  const printer = chromiumPrinter();
  it.skipIf(!printer)(
    'are found in what the browser here prints (skipped where there is none)',
    async () => {
      const parts = Array.from({ length: 12 }, (_, k) => `part-${k}`);
      const page = (name: string): string =>
        `<h2 id="${name}" style="break-before: page">${name}</h2>`;
      const links = parts.map((name) => `<a href="#${name}">${name}</a>`).join(' ');
      const pdf = await printer!.print(`<!doctype html><body>${links}${parts.map(page).join('')}`);
      expect(placesInPdf(pdf)).toEqual(new Map(parts.map((name, k) => [name, k + 2])));
    },
  );
});
