import { kernelArrays, startKernel } from '../../numerics/kernel-memory.ts';
import type { KernelExports } from '../../numerics/kernel-memory.ts';
import {
  fastestTurn,
  isUniform,
  layoutOf,
  mostTraced,
  requireTraced,
  strengthSum,
} from './mean-field-runs.ts';
import type { MeanFieldLayout, MeanFieldRuns, MeanFieldStepper } from './mean-field-runs.ts';
import { MeanFieldSteps } from './mean-field-steps.ts';

/** What `kuramoto-kernel.as.ts` exports. */
interface KuramotoExports extends KernelExports<KuramotoArray> {
  readonly allocate: (blocks: number, paired: boolean, uniform: boolean, steps: number) => void;
  readonly advance: (count: number, h: number, reach: number) => void;
  readonly look: () => void;
}

type KuramotoArray = 'blocks' | 'gain' | 'perOscillator' | 'perStrength' | 'coherence' | 'weighted';

/** A block holds two entries of each row: doubles of a block, and where its first rows begin. */
const blockLength = 18;
const [thetaRow, omegaRow, strengthRow, inverseRow] = [0, 2, 4, 16];

/** `MeanFieldSteps` in WebAssembly, two doubles an instruction: the same bits, faster. */
export class KuramotoKernel implements MeanFieldStepper {
  readonly coherence: Float64Array;
  readonly weighted: Float64Array;

  private readonly kernel: KuramotoExports;
  private readonly layout: MeanFieldLayout;
  private readonly blocks: Float64Array;
  private readonly fastest: number;

  constructor(module: WebAssembly.Module, runs: MeanFieldRuns) {
    const layout = (this.layout = layoutOf(runs));
    const { n, isPaired, length } = layout;
    const kernel = startKernel(module, 'Kuramoto') as KuramotoExports;
    this.kernel = kernel;
    kernel.allocate(length / 2, isPaired, isUniform(runs), mostTraced);
    const { doubles } = kernelArrays<KuramotoArray>(kernel);
    this.blocks = doubles('blocks', (length / 2) * blockLength);
    this.coherence = doubles('coherence', 2 * mostTraced);
    this.weighted = doubles('weighted', 2 * mostTraced);
    this.fastest = fastestTurn(runs);
    runs.forEach((run, r) => {
      for (let i = 0; i < n; i++) {
        const at = positionOf(layout.entry(r, i));
        this.blocks[at + thetaRow] = run.theta0[i]!;
        this.blocks[at + omegaRow] = run.omega[i]!;
        this.blocks[at + strengthRow] = run.strength?.[i] ?? 1;
        this.blocks[at + inverseRow] = 1 / (run.strength?.[i] ?? 1);
      }
    });
    const both = [runs[0], runs[runs.length - 1]!];
    doubles('gain', 2).set(both.map(({ K }) => K / n));
    doubles('perOscillator', 2).fill(1 / n);
    doubles('perStrength', 2).set(both.map((run) => 1 / strengthSum(run)));
  }

  advance(count: number, h: number): void {
    requireTraced(count);
    this.kernel.advance(count, h, Math.abs(h) * this.fastest);
  }

  look(): void {
    this.kernel.look();
  }

  angles(run: number, out: Float64Array): void {
    const { n, entry } = this.layout;
    for (let i = 0; i < n; i++) out[i] = this.blocks[positionOf(entry(run, i)) + thetaRow]!;
  }
}

const positionOf = (entry: number): number => (entry >> 1) * blockLength + (entry & 1);

/** The fast form where its kernel is at hand, else the other. */
export const meanFieldStepper = (
  runs: MeanFieldRuns,
  module: WebAssembly.Module | null,
): MeanFieldStepper => (module ? new KuramotoKernel(module, runs) : new MeanFieldSteps(runs));
