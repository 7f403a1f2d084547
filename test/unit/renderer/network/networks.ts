import { readFileSync } from 'node:fs';

import type { LiveMargin } from '../../../../src-shared/contract/live-margin.ts';
import type {
  Branch,
  Bus,
  Generator,
  GridCase,
  Load,
  Position,
} from '../../../../src-shared/grid/grid-case.ts';
import { emptyGrid } from '../../../../src-shared/grid/grid-case.ts';
import { gridDocumentSchema } from '../../../../src-shared/grid/schema.ts';
import { defaultModelOptions } from '../../../../src-shared/studies/model-options.ts';
import type { DiagramTheme } from '../../../../src-renderer/network/diagram-theme.ts';

export function bus(number: number, position: Position | null, more: Partial<Bus> = {}): Bus {
  return {
    ...{ number, position, name: `Bus ${number}`, type: 'pq', baseKv: 345, vmPu: 1, vaDegrees: 0 },
    ...{ vmMinPu: 0.9, vmMaxPu: 1.1, area: 1, zone: 1 },
    ...more,
  };
}

export function branch(from: number, to: number, more: Partial<Branch> = {}): Branch {
  return {
    ...{ from, to, circuit: '1', resistancePu: 0.01, reactancePu: 0.1, chargingPu: 0.02 },
    ...{ isTransformer: false, tapRatio: 1, shiftDegrees: 0 },
    ...{ ratingAMva: null, ratingBMva: null, ratingCMva: null },
    ...{ angleMinDegrees: null, angleMaxDegrees: null, inService: true },
    ...more,
  };
}

export function generator(at: number, more: Partial<Generator> = {}): Generator {
  return {
    ...{ bus: at, id: '1', pMw: 50, qMvar: 0, pMinMw: 0, pMaxMw: 100, qMinMvar: -50, qMaxMvar: 50 },
    ...{ vSetPu: 1, ratingMva: 100, inService: true, dynamics: null },
    ...more,
  };
}

export const load = (at: number, more: Partial<Load> = {}): Load => ({
  ...{ bus: at, id: '1', pMw: 50, qMvar: 10, inService: true },
  ...more,
});

export const network = (parts: Partial<GridCase>): GridCase => ({ ...emptyGrid, ...parts });

/** A shipped sample, as it is stored. */
export function sample(id: string): GridCase {
  const file = new URL(`../../../../src-main/samples/networks/${id}.json`, import.meta.url);
  return gridDocumentSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).network;
}

export function margin(
  edges: readonly {
    from: number;
    to: number;
    dc: number;
    exact: number;
    limit: number;
    voltageProduct?: number;
  }[],
): LiveMargin {
  return {
    ...{
      version: 1,
      norm: 0,
      worstEdge: null,
      gammaPredicted: null,
      nodes: 0,
      edges: edges.length,
    },
    equilibrium: {
      ...{ status: 'converged', maxAngleDifference: null, worstEdge: null },
      ...{ residual: 0, iterations: 1 },
    },
    ...{ warnings: [], refusal: null, milliseconds: 0 },
    edgeFrom: Int32Array.from(edges, ({ from }) => from),
    edgeTo: Int32Array.from(edges, ({ to }) => to),
    dcDifference: Float64Array.from(edges, ({ dc }) => dc),
    exactAngle: Float64Array.from(edges, ({ exact }) => exact),
    limit: Float64Array.from(edges, ({ limit }) => limit),
    voltageProduct: Float64Array.from(edges, (edge) => edge.voltageProduct ?? 1),
    model: defaultModelOptions,
  };
}

/** The surfaces of the application's two themes. */
export const themes: readonly DiagramTheme[] = [
  {
    ...{ dark: false, background: '#ffffff', text: '#1a2125', muted: '#535f67', border: '#7f8a91' },
    ...{ accent: '#0b6e80', accentSoft: '#dbeef1', danger: '#b0261d', fontFamily: 'sans-serif' },
  },
  {
    ...{ dark: true, background: '#1a1f23', text: '#e4e8eb', muted: '#9ea9b1', border: '#74808a' },
    ...{ accent: '#55bccf', accentSoft: '#15363e', danger: '#f2918a', fontFamily: 'sans-serif' },
  },
];
