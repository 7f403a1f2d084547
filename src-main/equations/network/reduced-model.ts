import { machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import { elementLabel, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { Generator, GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { ReducedMachine } from '../../../src-shared/studies/kron-reduction.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { reduceToInternalNodes } from './kron-reduction.ts';
import type { ComplexMatrix } from './kron-reduction.ts';
import type { PowerFlowCase } from './power-flow-case.ts';

/** Voltages and what each machine gives at them: where the reduced model is set up. */
export interface OperatingPoint {
  /** By node, p.u. and rad. */
  readonly vm: Float64Array;
  readonly va: Float64Array;
  /** Of machines in service, MW and Mvar. */
  readonly outputs: readonly {
    readonly bus: number;
    readonly id: string;
    readonly pMw: number;
    readonly qMvar: number;
  }[];
}

/** The network-reduced model of classical machines (paper C), per unit on the system base. */
export interface ReducedModel {
  readonly machines: readonly ReducedMachine[];
  readonly admittance: ComplexMatrix;
  readonly eAbs: Float64Array;
  /** Rotor angles at the operating point, rad. */
  readonly delta0: Float64Array;
  readonly pm: Float64Array;
}

/**
 * Classical machines behind x'd, loads as constant admittances (P - jQ) / |V|² at the operating
 * point, all buses eliminated: E = V + j x'd conj(S / V), Pm = P.
 *
 * @throws StudyRefusal where a machine has no transient reactance or the network is singular.
 */
export function reducedModel(
  given: PowerFlowCase,
  { vm, va, outputs }: OperatingPoint,
): ReducedModel {
  const { grid } = given;
  const base = grid.baseMva;
  const units = unitsOf(given, outputs);
  const [loadRe, loadIm] = loadAdmittances(given, vm);
  const internal = units.map(({ node, reactance }) => ({ node, reactance }));
  const reduced = reduceToInternalNodes(given.admittance, loadRe, loadIm, internal);
  if (reduced.status === 'singular') {
    const bus = grid.buses[given.busRow[reduced.node]!]!.number;
    throw new StudyRefusal(`The network is singular at bus ${bus}: check its branches and shunts.`);
  }
  const eAbs = new Float64Array(units.length);
  const delta0 = new Float64Array(units.length);
  units.forEach(({ node, reactance, pMw, qMvar }, k) => {
    // With V real: E = V + j x (P - jQ)/V = (V + x Q / V) + j x P / V.
    const real = vm[node]! + (reactance * qMvar) / (base * vm[node]!);
    const imaginary = (reactance * pMw) / (base * vm[node]!);
    eAbs[k] = Math.hypot(real, imaginary);
    delta0[k] = va[node]! + Math.atan2(imaginary, real);
  });
  return {
    machines: units.map(({ machine }) => machine),
    admittance: reduced.admittance,
    eAbs,
    delta0,
    pm: Float64Array.from(units, ({ pMw }) => pMw / base),
  };
}

interface Unit {
  readonly machine: ReducedMachine;
  readonly node: number;
  readonly reactance: number;
  readonly pMw: number;
  readonly qMvar: number;
}

function unitsOf(given: PowerFlowCase, outputs: OperatingPoint['outputs']): Unit[] {
  const output = new Map(outputs.map((unit) => [`${unit.bus}/${unit.id}`, unit]));
  return given.grid.generators.flatMap((generator) => {
    const found = output.get(`${generator.bus}/${generator.id}`);
    const node = given.nodeOf(generator.bus);
    if (!found || !generator.inService || node < 0) return [];
    return [
      { node, pMw: found.pMw, qMvar: found.qMvar, ...machineOnSystemBase(given.grid, generator) },
    ];
  });
}

function machineOnSystemBase(
  grid: GridCase,
  generator: Generator,
): { machine: ReducedMachine; reactance: number } {
  const rated = machineDynamics(grid, generator);
  const share = rated.ratingMva / grid.baseMva;
  const reactance = rated.transientReactancePu / share;
  if (!(reactance > 0)) {
    const label = elementLabel(refOf('generator', generator));
    throw new StudyRefusal(
      `${label} has a transient reactance of ${rated.transientReactancePu}: it must be above 0; enter it in the machine's dynamic data.`,
    );
  }
  return {
    reactance,
    machine: {
      bus: generator.bus,
      id: generator.id,
      inertiaSeconds: rated.inertiaSeconds * share,
      dampingPu: rated.dampingPu * share,
      droopPercent: rated.droopPercent ?? null,
      transientReactancePu: reactance,
      estimated: rated.estimated,
    },
  };
}

function loadAdmittances(
  { grid, n, nodeOf }: PowerFlowCase,
  vm: Float64Array,
): [Float64Array, Float64Array] {
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (const load of grid.loads) {
    const node = nodeOf(load.bus);
    if (!load.inService || node < 0) continue;
    const scale = grid.baseMva * vm[node]! * vm[node]!;
    re[node]! += load.pMw / scale;
    im[node]! -= load.qMvar / scale;
  }
  return [re, im];
}

/**
 * Couplings and phase shifts of the swing equation: P_ij = |E_i| |E_j| |Y_ij|,
 * phi_ij = atan(Re Y_ij / Im Y_ij), omega_i = Pm_i - |E_i|² Re Y_ii (paper C).
 */
export function swingParameters({ admittance, eAbs, pm }: ReducedModel): {
  coupling: Float64Array;
  phaseShift: Float64Array;
  omega: Float64Array;
} {
  const { order, re, im } = admittance;
  const coupling = new Float64Array(order * order);
  const phaseShift = new Float64Array(order * order);
  const omega = new Float64Array(order);
  for (let i = 0; i < order; i++) {
    for (let j = 0; j < order; j++) {
      const p = i * order + j;
      if (i === j) continue;
      coupling[p] = eAbs[i]! * eAbs[j]! * Math.hypot(re[p]!, im[p]!);
      phaseShift[p] = coupling[p] === 0 ? 0 : Math.PI / 2 - Math.atan2(im[p]!, re[p]!);
    }
    omega[i] = pm[i]! - eAbs[i]! * eAbs[i]! * re[i * order + i]!;
  }
  return { coupling, phaseShift, omega };
}
