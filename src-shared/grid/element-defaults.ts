/**
 * What the fields of an element are where nobody says otherwise: an empty cell of a table, an
 * element that was just drawn. Numbers and identifiers have no default.
 */
export const elementDefaults = {
  bus: {
    name: '',
    type: 'pq',
    baseKv: 0,
    vmPu: 1,
    vaDegrees: 0,
    vmMinPu: 0.9,
    vmMaxPu: 1.1,
    area: 1,
    zone: 1,
    position: null,
  },
  branch: {
    resistancePu: 0,
    chargingPu: 0,
    isTransformer: false,
    tapRatio: 1,
    shiftDegrees: 0,
    ratingAMva: null,
    ratingBMva: null,
    ratingCMva: null,
    angleMinDegrees: null,
    angleMaxDegrees: null,
    inService: true,
  },
  generator: {
    pMw: 0,
    qMvar: 0,
    pMinMw: -Infinity,
    pMaxMw: Infinity,
    qMinMvar: -Infinity,
    qMaxMvar: Infinity,
    vSetPu: 1,
    ratingMva: 0,
    inService: true,
    dynamics: null,
  },
  load: { pMw: 0, qMvar: 0, inService: true },
  shunt: { gMw: 0, bMvar: 0, inService: true },
} as const;
