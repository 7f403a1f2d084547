import { describe, expect, it } from 'vitest';

import {
  areaCoherence,
  coherenceSignals,
  unitCoherence,
} from '../../../../src-renderer/composables/coherence-choice.ts';
import { instantOf } from '../../../../src-renderer/composables/phasors.ts';
import { aBus } from '../../../fixtures/small-grid.ts';

const grid = { buses: [aBus(1), aBus(2), aBus(3, { area: 2 }), aBus(4, { area: 2 })] };
const instant = instantOf(
  {
    time: Float64Array.of(0),
    nodes: Int32Array.of(1, 2, 3, 4),
    theta: Float32Array.of(0.4, -0.4, Math.PI / 2, -Math.PI / 2),
    omega: new Float32Array(4),
  },
  0,
);

describe('coherence on the diagram', () => {
  it('of an area is cos(d) for two buses d to both sides of their middle', () => {
    const found = areaCoherence(instant, grid);
    expect([...found.keys()]).toEqual([1, 2]);
    expect(found.get(1)).toBeCloseTo(Math.cos(0.4), 6);
    expect(found.get(2)).toBeCloseTo(0, 6);
  });

  it('of the buses has the coherence of the whole as its mean', () => {
    const units = unitCoherence(instant);
    expect(units[0]).toBeCloseTo(Math.cos(0.4), 6);
    expect(units.reduce((a, b) => a + b) / 4).toBeCloseTo(instant.r, 6);
  });
});

describe('the scales of the coherence curves', () => {
  const parts = { grid, groups: 1, buses: [3] };

  it('leave out areas and groups that are the whole network', () => {
    const areas = ['coherence/area/1', 'coherence/area/2'];
    expect(coherenceSignals('groups', parts)).toEqual(areas);
    const groups = ['coherence/group/1', 'coherence/group/2'];
    expect(coherenceSignals('groups', { ...parts, groups: 2 })).toEqual([...areas, ...groups]);
    expect(coherenceSignals('groups', { ...parts, grid: { buses: [aBus(1)] } })).toEqual([]);
    expect(coherenceSignals('units', parts)).toEqual(['coherence/unit/3']);
  });
});
