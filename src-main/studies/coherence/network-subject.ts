import { givenAngles } from '../../../src-shared/grid/oscillator-document.ts';
import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import { largestRate } from '../../../src-shared/studies/coherence.ts';
import type { CoherenceSpec } from '../../../src-shared/studies/coherence.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { fastestRate } from '../../equations/machines/step-limit.ts';
import { couplingStrength } from '../../equations/oscillators/coherence.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { requireDamping } from '../require-damping.ts';
import { studyModel } from '../study-model.ts';
import { drawOf } from './draw.ts';
import type { CoherenceGroup } from './recorder.ts';
import type { CoherenceSetting } from './setting.ts';

/** The network at hand as first-order oscillators D_i theta_i' = omega_i - K sum a_ij sin(…). */
export interface NetworkSubject {
  readonly network: OscillatorNetwork;
  readonly nodes: readonly number[];
  readonly theta0: Float64Array;
  readonly dt: number;
  /** omega_i / D_i */
  readonly frequencies: Float64Array;
  readonly strength: Float64Array;
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}

/** @throws StudyRefusal where the spec does not fit the network, or the step would be unstable */
export function networkSubject(
  subject: StudySubject,
  spec: CoherenceSpec,
  setting: CoherenceSetting,
  context: StudyContext,
): NetworkSubject {
  if (subject.kind === 'none') {
    throw new StudyRefusal(
      'coupling: "network" needs a network: name one, or choose "all-to-all".',
    );
  }
  const model = studyModel(subject, spec.model, context.stopped);
  const { n } = model.network;
  requireLength('omega', spec.omega, n);
  requireLength('theta0', spec.theta0, n);
  requireLength('weights', spec.weights, n);
  const isGrid = subject.kind === 'grid';
  if (!isGrid) requireDamping(model, new Float64Array(n));
  const network: OscillatorNetwork = {
    ...model.network,
    M: new Float64Array(n),
    D: isGrid ? new Float64Array(n).fill(1) : model.network.D,
    omega: spec.omega ? Float64Array.from(spec.omega) : model.network.omega,
  };
  return {
    network,
    nodes: Array.from(model.nodes),
    theta0: startOf(subject, spec, setting, model.nodes, context.seed),
    dt: stepOf(spec, network),
    frequencies: network.omega.map((power, i) => power / network.D[i]!),
    strength: couplingStrength(network, network.weight),
    ignored: [...model.ignored, ...firstOrder(isGrid, model.network.M)],
    warnings: model.warnings,
  };
}

function requireLength(field: string, given: readonly number[] | null, n: number): void {
  if (!given || given.length === n) return;
  throw new StudyRefusal(
    `${field}: it has ${given.length} values, but the network has ${n} nodes: give one for each, in their order.`,
  );
}

function startOf(
  subject: StudySubject,
  { theta0, mean, values }: CoherenceSpec,
  setting: CoherenceSetting,
  nodes: Int32Array,
  seed: number,
): Float64Array {
  if (theta0) return Float64Array.from(theta0);
  if (subject.kind === 'oscillators') {
    const given = givenAngles(subject.document, nodes);
    if (given.some((angle) => angle !== 0)) return given;
  }
  return drawOf({ mean, values }, { ...setting, n: nodes.length, law: 'normal' }, seed, 0).theta0;
}

/** Share of the stability limit that an automatic step keeps to. */
const stableShare = 0.5;

function stepOf({ dt, K, duration }: CoherenceSpec, network: OscillatorNetwork): number {
  const most = Math.max(...K);
  const coupled = { ...network, weight: network.weight.map((a) => most * a) };
  // The equations are a gradient: their eigenvalues are real.
  const limit = largestRate / fastestRate(coupled).rate;
  if (dt === null) return automaticStep(Math.min(0.01, stableShare * limit), duration);
  if (dt <= limit) return dt;
  throw new StudyRefusal(
    `dt: ${dt} s is too long: RK4 is stable on this network at K = ${most} up to ${limit.toPrecision(2)} s; take a shorter step, or leave it out.`,
  );
}

/** The longest step below a bound that divides the run. */
const automaticStep = (bound: number, duration: number): number =>
  duration / Math.ceil(duration / bound - 1e-9);

function firstOrder(isGrid: boolean, M: Float64Array): Assumption[] {
  const inertias = M.filter((inertia) => inertia > 0).length;
  const text = isGrid
    ? 'Buses are oscillators of first order with damping 1 p.u. s/rad: inertia is left out.'
    : 'Oscillators are of first order: inertia is left out.';
  if (!isGrid && inertias === 0) return [];
  return [{ topic: 'inertia', text, amount: inertias, unit: 'nodes' }];
}

/**
 * The groups that local coherence is asked for.
 *
 * @param nodes identifiers, in the order of the nodes
 * @throws StudyRefusal where a group names what is not there
 */
export function groupsOf(
  { groups }: Pick<CoherenceSpec, 'groups'>,
  nodes: readonly number[],
  subject: StudySubject | null,
): CoherenceGroup[] {
  const place = new Map(nodes.map((id, node) => [id, node]));
  if (Array.isArray(groups)) {
    return groups.map((ids, g) => ({
      name: `group ${g + 1}`,
      nodes: ids,
      members: Int32Array.from(ids, (id) => {
        const node = place.get(id);
        if (node !== undefined) return node;
        throw new StudyRefusal(`groups: there is no node ${id} in this network (group ${g + 1}).`);
      }),
    }));
  }
  const areas = areaGroups(nodes, subject);
  if (groups === 'areas' && areas.length === 0) {
    throw new StudyRefusal('groups: "areas" needs a power network: list the groups instead.');
  }
  return groups === 'areas' || areas.length > 1 ? areas : [];
}

function areaGroups(nodes: readonly number[], subject: StudySubject | null): CoherenceGroup[] {
  if (subject?.kind !== 'grid') return [];
  const areaOf = new Map(subject.grid.buses.map((bus) => [bus.number, bus.area]));
  const areas = new Map<number, number[]>();
  nodes.forEach((id, node) => {
    const area = areaOf.get(id)!;
    areas.set(area, [...(areas.get(area) ?? []), node]);
  });
  return [...areas]
    .sort(([a], [b]) => a - b)
    .map(([area, members]) => ({
      name: `area ${area}`,
      nodes: members.map((node) => nodes[node]!),
      members: Int32Array.from(members),
    }));
}
