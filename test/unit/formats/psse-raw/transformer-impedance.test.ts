import { describe, expect, it } from 'vitest';

import {
  magnetizing,
  starLegs,
  systemImpedance,
  windingRatio,
} from '../../../../src-main/formats/psse-raw/transformer-impedance.ts';

describe('the impedance of a pair of windings', () => {
  it('is taken as it stands on the system base, and scaled by the bases on its own', () => {
    expect(systemImpedance({ r: 0.002, x: 0.08 }, 1, 50, 100)).toEqual({ r: 0.002, x: 0.08 });
    expect(systemImpedance({ r: 0.003, x: 0.12 }, 2, 50, 100)).toEqual({ r: 0.006, x: 0.24 });
  });

  it('follows from load loss and short-circuit voltage as in a test report', () => {
    // 150 kW at 50 MVA are r = 0.15 / 50; x² + r² = 0.12²; both times 100 / 50.
    const r = 0.15 / 50;
    const z = systemImpedance({ r: 150_000, x: 0.12 }, 3, 50, 100);
    expect(z?.r).toBeCloseTo(2 * r, 15);
    expect(z?.x).toBeCloseTo(2 * Math.sqrt(0.12 ** 2 - r ** 2), 15);
    expect(Math.hypot(z?.r ?? 0, z?.x ?? 0)).toBeCloseTo(0.24, 15);
  });

  it('is refused where the loss alone is larger than the short-circuit voltage', () => {
    expect(systemImpedance({ r: 50e6, x: 0.12 }, 3, 50, 100)).toBeNull();
  });

  it('is in ohms at the terminals what the rating plate says, whatever the bus voltages are', () => {
    // 50 MVA, 138 / 34.5 kV, 12 %, at 1.02 of its winding; between buses of 132 and 33 kV.
    const plateOhms = 0.12 * ((1.02 * 138) ** 2 / 50);
    const z = systemImpedance({ r: 0, x: 0.12 }, 2, 50, 100);
    const [t1, t2] = [windingRatio(1.02, 138, 132, 3), windingRatio(0.99, 34.5, 33, 3)];
    // The short circuit of winding 2, seen from bus 1 through the one ratio t1 / t2 of the branch.
    const seenPu = (z?.x ?? 0) * t2 ** 2 * (t1 / t2) ** 2;
    expect(seenPu * (132 ** 2 / 100)).toBeCloseTo(plateOhms, 9);
  });
});

describe('a winding ratio', () => {
  it.each([
    ['in per unit of the bus', 1.05, 138, 132, 1, 1.05],
    ['in kV', 138.6, 138, 132, 2, 138.6 / 132],
    ['in per unit of the winding', 1.02, 138, 132, 3, (1.02 * 138) / 132],
    ['in per unit of a winding that is not given', 1.02, 0, 132, 3, 1.02],
    ['of nothing', 0, 138, 132, 2, 1],
    ['in kV at a bus without base voltage', 138.6, 138, 0, 2, 138.6 / 138],
    ['in kV without any base voltage', 138.6, 0, 0, 2, 1],
  ])('%s is in per unit of its bus', (_, windv, nominalKv, baseKv, code, ratio) => {
    expect(windingRatio(windv, nominalKv, baseKv, code)).toBeCloseTo(ratio, 15);
  });
});

describe('the star of three windings', () => {
  it('has pairs of legs in series that give the measured pairs back', () => {
    const [z12, z23, z31] = [
      { r: 0.004, x: 0.2 },
      { r: 0.012, x: 0.16 },
      { r: 0.008, x: 0.42 },
    ];
    const [z1, z2, z3] = starLegs(z12, z23, z31);
    expect(z2.x).toBeLessThan(0);
    for (const [a, b, pair] of [[z1, z2, z12] as const, [z2, z3, z23], [z3, z1, z31]] as const) {
      expect(a.r + b.r).toBeCloseTo(pair.r, 15);
      expect(a.x + b.x).toBeCloseTo(pair.x, 15);
    }
  });
});

describe('the magnetizing admittance', () => {
  it('is power at nominal bus voltage', () => {
    const bases = { systemMva: 100, windingMva: 50, nominal: 138 / 132 };
    expect(magnetizing(0.001, -0.02, 1, bases)).toEqual({ gMw: 0.1, bMvar: -2 });
    // 50 kW and 0.4 % of 50 MVA at 138 kV; at 132 kV by the square of the voltage less.
    const { gMw, bMvar } = magnetizing(50_000, 0.004, 2, bases);
    const share = (132 / 138) ** 2;
    expect(gMw).toBeCloseTo(0.05 * share, 15);
    expect(Math.hypot(gMw, bMvar)).toBeCloseTo(0.2 * share, 15);
    expect(bMvar).toBeLessThan(0);
  });
});
