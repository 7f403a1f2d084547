import { kernelArrays, startKernel } from '../../numerics/kernel-memory.ts';
import type { KernelExports } from '../../numerics/kernel-memory.ts';
import type { StepMethod } from '../../numerics/ode/fixed-step.ts';
import type { OscillatorNetwork } from '../oscillators/oscillator-network.ts';
import { machineNodes } from './machine-nodes.ts';

/** What `swing-kernel.as.ts` exports. */
interface SwingExports extends KernelExports<SwingArray> {
  readonly allocate: (nodes: number, machines: number, edges: number, lanes: number) => void;
  readonly begin: () => void;
  readonly advance: (count: number, h: number) => void;
}

type SwingArray =
  | 'edgeFrom'
  | 'edgeTo'
  | 'machines'
  | 'weight'
  | 'injection'
  | 'damping'
  | 'inverseInertia'
  | 'inverseDamping'
  | 'state'
  | 'previous'
  | 'startSlope'
  | 'endSlope';

/**
 * `RungeKutta4` over `SwingSystem` in WebAssembly, two doubles an instruction, for one network or
 * for an even number of them side by side. Equal to the TypeScript form to the bit, at about twice
 * its speed for one lane and three times for many (16 lanes of 118 nodes stay in the cache).
 *
 * The networks must share graph, M and D, have inertia or damping at every node, and no phase shift.
 * Row i, lane l of `state` and the other arrays is at [i * lanes + l].
 */
export class SwingKernel implements StepMethod {
  readonly lanes: number;
  readonly state: Float64Array;
  readonly previous: Float64Array;
  readonly startSlope: Float64Array;
  readonly endSlope: Float64Array;
  /** Powers of the nodes; change them, then call `begin`. */
  readonly injection: Float64Array;

  private readonly kernel: SwingExports;

  constructor(module: WebAssembly.Module, networks: readonly OscillatorNetwork[]) {
    const [first] = networks;
    if (!first || (networks.length > 1 && networks.length % 2 === 1)) {
      throw new RangeError(
        `networks holds ${networks.length}: give one, or an even number; repeat the last to fill up.`,
      );
    }
    if (networks.some(({ phaseShift }) => phaseShift !== null)) {
      throw new RangeError(
        'phaseShift is given: the kernel needs lossless edges; use SwingSystem.',
      );
    }
    const machines = machineNodes(first);
    const { n, weight } = first;
    const lanes = (this.lanes = networks.length);
    const kernel = startKernel(module, 'swing') as SwingExports;
    this.kernel = kernel;
    kernel.allocate(n, machines.length, weight.length, lanes);

    const { doubles, integers } = kernelArrays<SwingArray>(kernel);
    integers('edgeFrom', weight.length).set(first.edgeFrom);
    integers('edgeTo', weight.length).set(first.edgeTo);
    integers('machines', machines.length).set(machines);
    doubles('damping', machines.length).set(Float64Array.from(machines, (i) => first.D[i]!));
    const inverseM = Float64Array.from(machines, (i) => 1 / first.M[i]!);
    doubles('inverseInertia', machines.length).set(inverseM);
    const inverseD = first.D.map((damping, i) => (first.M[i]! > 0 ? 1 : 1 / damping));
    doubles('inverseDamping', n).set(inverseD);
    interleave(networks, 'weight', doubles('weight', weight.length * lanes));
    this.injection = doubles('injection', n * lanes);
    interleave(networks, 'omega', this.injection);

    const rows = (n + machines.length) * lanes;
    this.state = doubles('state', rows);
    this.previous = doubles('previous', rows);
    this.startSlope = doubles('startSlope', rows);
    this.endSlope = doubles('endSlope', rows);
  }

  /** t is not looked at: the equations do not depend on it. */
  begin(_t: number): void {
    this.kernel.begin();
  }

  step(_t: number, h: number): void {
    this.kernel.advance(1, h);
  }

  /** `count` steps at once. */
  advance(count: number, h: number): void {
    this.kernel.advance(count, h);
  }
}

function interleave(
  networks: readonly OscillatorNetwork[],
  name: 'weight' | 'omega',
  out: Float64Array,
): void {
  const lanes = networks.length;
  networks.forEach((network, lane) => {
    const values = network[name];
    for (let i = 0; i < values.length; i++) out[i * lanes + lane] = values[i]!;
  });
}
