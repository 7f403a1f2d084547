/**
 * The pages that the named places of a PDF are on, counted from 1, as Chromium writes it: plain
 * objects, `/Dests` with `/name [page 0 R /XYZ …]`, and a tree of pages. Null where it is written in
 * another way, so that a newer Chromium costs page numbers and nothing else.
 */
export function placesInPdf(pdf: Uint8Array): ReadonlyMap<string, number> | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const root = referred(text, text.slice(text.lastIndexOf('trailer')), 'Root');
  const places = root && referred(text, root, 'Dests');
  const tree = root && referred(text, root, 'Pages');
  if (!places || !tree) return null;
  const numbers = new Map(pagesBelow(text, tree).map((page, k) => [page, k + 1]));
  const found = [...places.matchAll(/\/([\w-]+) ?\[(\d+) 0 R/g)].map(
    ([, name = '', page]) => [name, numbers.get(Number(page))] as const,
  );
  const known = found.flatMap(([name, page]) =>
    page === undefined ? [] : [[name, page] as const],
  );
  return known.length > 0 && known.length === found.length ? new Map(known) : null;
}

/** The object that a dictionary names under a key. */
function referred(text: string, dictionary: string, key: string): string | null {
  const [, number] = new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary) ?? [];
  return number === undefined ? null : objectOf(text, Number(number));
}

function objectOf(text: string, number: number): string | null {
  const start = text.indexOf(`\n${number} 0 obj`);
  const end = start < 0 ? -1 : text.indexOf('endobj', start);
  return end < 0 ? null : text.slice(start, end);
}

/** Object numbers of the pages, in their order. */
function pagesBelow(text: string, tree: string): number[] {
  const [, kids = ''] = /\/Kids ?\[([^\]]*)\]/.exec(tree) ?? [];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => {
    const number = Number(kid);
    const object = objectOf(text, number) ?? '';
    return /\/Type ?\/Pages\b/.test(object) ? pagesBelow(text, object) : [number];
  });
}
