import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeArray, encodeArray } from '../../../src-main/store/array-codec.ts';
import { unpackText } from '../../../src-main/store/compression.ts';
import { fromJson, toJson } from '../../../src-main/store/json.ts';
import { contentHash, packNetwork, unpackNetwork } from '../../../src-main/store/network-codec.ts';
import { studyHash } from '../../../src-main/store/study-hash.ts';
import { gridDocumentText } from '../../../src-shared/grid/schema.ts';
import { aBus, aGenerator, triangle } from '../../fixtures/small-grid.ts';

describe('stored arrays', () => {
  const arrays = fc.oneof(
    fc.float64Array({ maxLength: 300 }),
    fc.float32Array({ maxLength: 300 }),
    fc.int32Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }),
  );

  it('come back bit for bit, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(arrays, async (array) => {
        const back = await decodeArray(await encodeArray(array));
        expect(back.constructor).toBe(array.constructor);
        expect(new Uint8Array(back.buffer)).toEqual(new Uint8Array(array.buffer));
      }),
    );
  });

  it('come back when they are longer than one slice', async () => {
    const array = Float64Array.from({ length: 300_001 }, (_, k) => k / 3);
    expect(await decodeArray(await encodeArray(array))).toEqual(array);
  });

  it('are taken from a view without what lies around it', async () => {
    const whole = Float64Array.of(1, 2, 3, 4);
    const back = await decodeArray(await encodeArray(whole.subarray(1, 3)));
    expect(back).toEqual(Float64Array.of(2, 3));
  });

  it('carry the hash of their own bytes', async () => {
    const array = Float32Array.of(0.5, -1);
    const expected = createHash('sha256').update(new Uint8Array(array.buffer)).digest('hex');
    expect((await encodeArray(array)).sha256).toBe(expected);
  });

  it('take less room than the bytes as they are, for a smooth curve', async () => {
    const curve = Float32Array.from({ length: 20_000 }, (_, k) => Math.sin(k / 500));
    expect((await encodeArray(curve)).bytes.length).toBeLessThan(0.6 * curve.byteLength);
  });

  it('are refused where the bytes changed', async () => {
    const stored = await encodeArray(Float64Array.of(1, 2, 3));
    await expect(decodeArray({ ...stored, sha256: '0'.repeat(64) })).rejects.toThrow(/differs/);
    for (const length of [2, 4, 1e15]) {
      await expect(decodeArray({ ...stored, length })).rejects.toThrow(/differs|larger|range/);
    }
  });
});

describe('stored JSON', () => {
  it('keeps every number and every text', () => {
    const numbers = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0));
    const text = fc.string({ unit: 'binary' });
    const value = fc.record({ n: fc.array(numbers), text }, { noNullPrototype: true });
    fc.assert(
      fc.property(value, (given) => {
        expect(fromJson(toJson(given))).toEqual(given);
      }),
    );
  });

  it('does not take a bus that is called Infinity for a number', () => {
    expect(fromJson(toJson({ name: 'Infinity', x: Infinity }))).toEqual({
      name: 'Infinity',
      x: Infinity,
    });
  });
});

describe('packed text', () => {
  it('of a runtime without zstd is read as well', () => {
    const bytes = deflateSync(new TextEncoder().encode('hello'));
    expect(unpackText({ codec: 'deflate', bytes })).toBe('hello');
  });
});

describe('stored networks', () => {
  const unlimited = aGenerator(1, 100, { pMinMw: -Infinity, qMaxMvar: Infinity });
  const dynamics = {
    inertiaSeconds: 4,
    dampingPu: 2,
    transientReactancePu: 0.3,
    source: 'entered',
  };
  const grid = triangle({
    buses: [aBus(1, { name: 'Inf' }), aBus(2, { position: null }), aBus(3)],
    generators: [unlimited, aGenerator(2, 5, { dynamics })],
  });

  it('come back as they were, limits without end included', () => {
    expect(unpackNetwork(packNetwork(grid))).toEqual(grid);
  });

  it('have one hash whatever the order of their fields', () => {
    const shuffled = triangle({
      ...grid,
      buses: grid.buses.map(({ position, number, ...rest }) => ({ position, ...rest, number })),
    });
    expect(contentHash(gridDocumentText(shuffled))).toBe(contentHash(gridDocumentText(grid)));
  });
});

describe('the hash of what a study sees', () => {
  const base = studyHash(triangle());

  it('does not change with names, texts and the diagram', () => {
    const moved = triangle({
      name: 'Other',
      description: 'text',
      buses: triangle().buses.map((bus) => ({ ...bus, name: 'x', position: { x: 1, y: 1 } })),
    });
    expect(studyHash(moved)).toBe(base);
  });

  it('changes with any figure of any table', () => {
    const { buses, branches, generators, loads } = triangle();
    const variants = [
      triangle({ baseMva: 50 }),
      triangle({ frequencyHz: 50 }),
      triangle({ buses: buses.map((bus) => ({ ...bus, vmPu: 1.01 })) }),
      triangle({ branches: branches.map((branch) => ({ ...branch, inService: false })) }),
      triangle({ generators: generators.map((unit) => ({ ...unit, pMaxMw: Infinity })) }),
      triangle({ loads: loads.slice(1) }),
      triangle({ shunts: [{ bus: 1, id: '1', gMw: 0, bMvar: 10, inService: true }] }),
    ].map(studyHash);
    expect(new Set([base, ...variants]).size).toBe(variants.length + 1);
  });
});
