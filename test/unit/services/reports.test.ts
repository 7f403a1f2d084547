import { describe, expect, it } from 'vitest';

import { comparisonService } from '../../../src-main/services/comparison.ts';
import { reportService } from '../../../src-main/services/reports.ts';
import type { PdfPrinter } from '../../../src-main/services/reports.ts';
import { contentHash } from '../../../src-main/store/network-codec.ts';
import type { RunSummary } from '../../../src-shared/contract/run-documents.ts';
import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import { gridDocumentText } from '../../../src-shared/grid/schema.ts';
import { aContext } from '../../fixtures/a-context.ts';
import { aScenario } from '../../fixtures/a-store.ts';
import { triangle } from '../../fixtures/small-grid.ts';

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function setUp(name: string, printer: PdfPrinter | null = null) {
  const context = aContext();
  const scenarioId = aScenario(context.store, triangle(), name);
  const started: string[] = [];
  const studies = {
    start: ({ kind }: { readonly kind: string }): RunSummary => {
      started.push(kind);
      throw new PhaselockError('refused', 'No machine in service.');
    },
    ended: (): Promise<RunSummary> => Promise.reject(new Error('Nothing was started.')),
  };
  const reports = reportService(
    context,
    context.networks,
    comparisonService(context.store, context.networks),
    studies,
    printer,
    '1.2.3',
  );
  return { context, scenarioId, started, reports };
}

describe('a report', () => {
  it('is a page under the name of the scenario, with the hash of its network', async () => {
    const { scenarioId, reports } = setUp('Winter 2027');
    const file = await reports.create({ scenarioId, format: 'html' });
    expect(file).toMatchObject({ fileName: 'Winter 2027.html', mediaType: 'text/html' });
    const page = textOf(file.bytes);
    expect(page).toContain('Winter 2027');
    expect(page).toContain(contentHash(gridDocumentText(triangle())));
  });

  it('runs the condition first where it has not been run, and goes without where it is refused', async () => {
    const { scenarioId, started, reports } = setUp('Winter');
    const page = textOf((await reports.create({ scenarioId, format: 'html' })).bytes);
    expect(started).toEqual(['sync-condition']);
    expect(page).toContain('Synchronization condition: not run on this scenario');
  });

  it('sets a variant against what it follows, whichever of the two is reported on', async () => {
    const { context, scenarioId, reports } = setUp('Today');
    const variant = aScenario(context.store, triangle(), 'Reinforced', scenarioId);
    const stranger = aScenario(context.store, triangle(), 'Stranger');
    const said = async (of: number, compareWith: number): Promise<string> => {
      const options = { ...reports.options({ scenarioId: of }), compareWith };
      reports.setOptions({ scenarioId: of, options });
      const page = textOf((await reports.create({ scenarioId: of, format: 'html' })).bytes);
      return /Base is “(.*?)”, present is “(.*?)”/.exec(page)?.slice(1).join(' < ') ?? 'nothing';
    };
    expect(await said(scenarioId, variant)).toBe('Today < Reinforced');
    expect(await said(variant, scenarioId)).toBe('Today < Reinforced');
    expect(await said(scenarioId, stranger)).toBe('Stranger < Today');
  });

  it('names pages in its contents, where the second print has them where the first had', async () => {
    const printed: string[] = [];
    const moves = { atSecond: false };
    const pdf = (page: number): string =>
      `\n1 0 obj <</Pages 2 0 R /Dests 3 0 R>> endobj\n2 0 obj <</Kids [4 0 R 5 0 R]>> endobj` +
      `\n3 0 obj <</network [${3 + page} 0 R]>> endobj\ntrailer <</Root 1 0 R>>`;
    const printer: PdfPrinter = {
      name: 'a press',
      print(html) {
        printed.push(/<nav[^]*<\/nav>/.exec(html)?.[0] ?? '');
        const page = moves.atSecond && printed.length === 2 ? 1 : 2;
        return Promise.resolve(new TextEncoder().encode(`${pdf(page)}${printed.length}`));
      },
    };
    const { scenarioId, reports } = setUp('Winter', printer);
    const made = async (): Promise<string> => {
      printed.length = 0;
      return textOf((await reports.create({ scenarioId, format: 'pdf' })).bytes).slice(-1);
    };
    expect(await made()).toBe('2');
    expect(printed[1]).toMatch(/Network\s*<span class="page">2<\/span>/);
    expect(printed[0]).not.toMatch(/class="page">\d/);
    moves.atSecond = true;
    expect(await made()).toBe('1');
  });

  it('is printed by whatever the shell prints with', async () => {
    const printer: PdfPrinter = {
      name: 'a press',
      print: (html) => Promise.resolve(new TextEncoder().encode(`%PDF of ${html.length}`)),
    };
    const { scenarioId, reports } = setUp('Winter', printer);
    const page = await reports.create({ scenarioId, format: 'html' });
    const file = await reports.create({ scenarioId, format: 'pdf' });
    expect(file).toMatchObject({ fileName: 'Winter.pdf', mediaType: 'application/pdf' });
    // The clock of the test has moved on, so the pages may differ, but not in length.
    expect(textOf(file.bytes)).toBe(`%PDF of ${textOf(page.bytes).length}`);
  });

  it('as PDF is unavailable where nothing prints, with the remedy', async () => {
    const { scenarioId, reports } = setUp('Winter');
    const reply = reports.create({ scenarioId, format: 'pdf' });
    await expect(reply).rejects.toMatchObject({ code: 'unavailable' });
    await expect(reply).rejects.toThrow(/install one, or save the report as HTML/);
  });

  it.each([
    ['../../etc/passwd', 'etc passwd.html'],
    ['Größe: 50 % <peak>', 'Größe 50 peak.html'],
    ['...', 'report.html'],
    ['a\u0000b', 'a b.html'],
  ])('of a scenario called %j has a file name that every system takes', async (name, fileName) => {
    const { scenarioId, reports } = setUp(name);
    expect((await reports.create({ scenarioId, format: 'html' })).fileName).toBe(fileName);
  });
});
