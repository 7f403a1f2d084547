import { describe, expect, it } from 'vitest';

import { isSample, listSamples, loadSample } from '../../../src-main/samples/samples.ts';
import { validateGrid } from '../../../src-shared/grid/validation.ts';

const ids = listSamples().map(({ id }) => id);

describe('the shipped samples', () => {
  it('are the eight published networks, smallest first', () => {
    expect(listSamples().map(({ id, buses }) => [id, buses])).toEqual([
      ['wscc9', 9],
      ['ieee14', 14],
      ['ieee24', 24],
      ['ieee30', 30],
      ['ieee39', 39],
      ['ieee57', 57],
      ['rts96', 73],
      ['ieee118', 118],
    ]);
  });

  it.each(ids)('%s is valid, described and cites its sources', (id) => {
    const grid = loadSample(id);
    expect(validateGrid(grid)).toEqual([]);
    expect(grid.description.length).toBeGreaterThan(60);
    expect(grid.sources.length).toBeGreaterThan(0);
  });

  it('know the inertia that was published for New England and WSCC', () => {
    const inertia = (id: string): (number | undefined)[] =>
      loadSample(id).generators.map(({ dynamics }) => dynamics?.inertiaSeconds);
    // Athay, Podmore and Virmani (1979), on 100 MVA; Anderson and Fouad (1977), example 2.6.
    expect(inertia('ieee39')).toEqual([42, 30.3, 35.8, 28.6, 26, 34.8, 26.4, 24.3, 34.5, 500]);
    expect(inertia('wscc9')).toEqual([23.64, 6.4, 3.01]);
  });

  it('state the figures on the base that they are given for', () => {
    for (const { ratingMva, dynamics } of loadSample('ieee39').generators) {
      expect(ratingMva).toBe(100);
      expect(dynamics?.source).toMatch(/Athay.*assumed/);
    }
  });

  it('refuse a name that is none of theirs, and say which there are', () => {
    expect(isSample('ieee39')).toBe(true);
    expect(isSample('constructor')).toBe(false);
    expect(() => loadSample('ieee300')).toThrow(/no sample “ieee300”: choose one of wscc9, ieee14/);
  });
});
