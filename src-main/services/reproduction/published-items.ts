import type { PublishedItem } from './published-item.ts';
import { criticalCouplingOfPaperA } from './items/a-critical-coupling.ts';
import { figure1OfPaperA } from './items/a-figure-1.ts';
import { figure2OfPaperA } from './items/a-figure-2.ts';
import { figure3OfPaperA } from './items/a-figure-3.ts';
import { incoherence } from './items/a-incoherence.ts';
import { leadingIndicator } from './items/a-leading-indicator.ts';
import { alwaysTrue } from './items/always-true.ts';
import { classicKuramoto } from './items/classic-kuramoto.ts';
import { completeGraphs } from './items/complete-graphs.ts';
import { connectivity } from './items/connectivity.ts';
import { exactClasses } from './items/exact-classes.ts';
import { figure3 } from './items/figure-3.ts';
import { inertiaDoesNotMatter } from './items/inertia.ts';
import { largestEigenvalue } from './items/largest-eigenvalue.ts';
import { loadModels } from './items/load-models.ts';
import { longCycles } from './items/long-cycles.ts';
import { mechanicalAnalogue } from './items/mechanical-analogue.ts';
import { stressedRts96 } from './items/rts96.ts';
import { saddleNode } from './items/saddle-node.ts';
import { shortCycles } from './items/short-cycles.ts';
import { smallAngles } from './items/small-angles.ts';
import { statisticalResult } from './items/statistical-result.ts';
import { tenSystems } from './items/ten-systems.ts';
import { twoNodes } from './items/two-nodes.ts';
import { twoOscillators } from './items/two-oscillators.ts';
import { uniqueness } from './items/uniqueness.ts';

/** Every published result that can be computed anew, in the order of the papers. */
export const publishedItems: readonly PublishedItem[] = [
  criticalCouplingOfPaperA,
  incoherence,
  figure1OfPaperA,
  figure2OfPaperA,
  figure3OfPaperA,
  leadingIndicator,
  mechanicalAnalogue,
  uniqueness,
  twoNodes,
  connectivity,
  largestEigenvalue,
  classicKuramoto,
  exactClasses,
  completeGraphs,
  shortCycles,
  longCycles,
  smallAngles,
  statisticalResult,
  figure3,
  tenSystems,
  alwaysTrue,
  stressedRts96,
  saddleNode,
  loadModels,
  twoOscillators,
  inertiaDoesNotMatter,
];
