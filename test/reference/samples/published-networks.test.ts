import { describe, expect, it } from 'vitest';

import { loadSample } from '../../../src-main/samples/samples.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { caseFile, hasCases } from '../../fixtures/reference-files.ts';

/** Which distributed case file each sample has to agree with, number for number. */
const FILES = {
  wscc9: 'case9',
  ieee14: 'case14',
  ieee24: 'case24_ieee_rts',
  ieee30: 'case_ieee30',
  ieee39: 'case39',
  ieee57: 'case57',
  ieee118: 'case118',
} as const;

/**
 * Everything but what a sample has and a file has not: title, text and sources, the place on the
 * diagram, machine dynamics, and which branches without a ratio are windings of transformers.
 * Names agree but for repeated blanks.
 */
const figures = ({ buses, branches, generators, ...grid }: GridCase): unknown => ({
  baseMva: grid.baseMva,
  frequencyHz: grid.frequencyHz,
  buses: buses.map((bus) => ({ ...bus, position: null, name: bus.name.replace(/\s+/g, ' ') })),
  branches: branches.map((branch) => ({ ...branch, isTransformer: null })),
  generators: generators.map((generator) => ({ ...generator, dynamics: null })),
  loads: grid.loads,
  shunts: grid.shunts,
});

describe.skipIf(!hasCases)('samples and the files beside the project (skipped without)', () => {
  it.each(Object.entries(FILES))('%s agrees with %s number for number', (id, file) => {
    expect(figures(loadSample(id))).toEqual(figures(caseFile(file)));
  });

  it.each(Object.entries(FILES))('%s calls every branch with a ratio a transformer', (id, file) => {
    const sample = loadSample(id).branches;
    const missing = caseFile(file).branches.filter(
      ({ isTransformer }, i) => isTransformer && sample[i]?.isTransformer !== true,
    );
    expect(missing).toEqual([]);
  });
});

describe.skipIf(!hasCases)('RTS-96 and the files beside the project (skipped without)', () => {
  const withoutDispatch = (grid: GridCase): GridCase => ({
    ...grid,
    buses: grid.buses.map((bus) => ({ ...bus, name: '' })),
    generators: grid.generators.map((generator) => ({
      ...generator,
      pMw: 0,
      qMvar: 0,
      vSetPu: 0,
    })),
  });

  it('agrees with the PGLib file in all but dispatch, set points and names', () => {
    const file = caseFile('pglib_opf_case73_ieee_rts');
    expect(figures(withoutDispatch(loadSample('rts96')))).toEqual(figures(withoutDispatch(file)));
  });

  it('dispatches each area as the 24-bus system, not at the middle of the limits', () => {
    const area = caseFile('case24_ieee_rts').generators;
    const { generators } = loadSample('rts96');
    for (const [i, { bus, id, pMw, qMvar, vSetPu }] of generators.entries()) {
      const twin = area[i % area.length];
      expect({ bus: bus % 100, id, pMw, qMvar, vSetPu }).toEqual({
        bus: twin?.bus,
        id: twin?.id,
        pMw: twin?.pMw,
        qMvar: twin?.qMvar,
        vSetPu: twin?.vSetPu,
      });
    }
    const total = generators.reduce((sum, { pMw }) => sum + pMw, 0);
    expect(total).toBeCloseTo(3 * 2999.3, 9);
  });

  it('has the names of RTS-GMLC, which continues it', () => {
    const names = caseFile('case_RTS_GMLC').buses.map(({ name }) => name);
    expect(loadSample('rts96').buses.map(({ name }) => name.toUpperCase())).toEqual(names);
  });
});
