import type { RunSummary } from '../../src-shared/contract/run-documents.ts';
import type { ContingencyScreeningResult } from '../../src-shared/studies/contingency-screening.ts';
import type { SyncConditionResult } from '../../src-shared/studies/sync-condition.ts';
import { synchronismOf } from '../../src-shared/studies/time-domain.ts';
import type { Synchronism, TimeDomainResult } from '../../src-shared/studies/time-domain.ts';
import { degrees, fixed, on } from './numbers.ts';
import type { ReportInput } from './report-input.ts';
import { powerFlowVerdict } from './sections/power-flow-section.ts';
import { rankOutages } from './sections/screening-section.ts';

/** The answer in two or three sentences, before any table; each says where its run is of the past. */
export function verdict({ runs }: ReportInput): string {
  const condition = runs['sync-condition'];
  const screening = runs['contingency-screening'];
  const simulation = runs['time-domain'];
  const powerFlow = runs['power-flow'];
  const sentences = [
    ...(condition ? [dated(condition.run, conditionVerdict(condition.result))] : []),
    ...(screening ? [dated(screening.run, screeningVerdict(screening.result))] : []),
    ...(simulation?.result.status === 'finished'
      ? [dated(simulation.run, simulationVerdict(simulation.result))]
      : []),
    ...(powerFlow ? [dated(powerFlow.run, powerFlowVerdict(powerFlow.result))] : []),
  ].filter((sentence) => sentence !== '');
  return sentences.length > 0 ? sentences.join(' ') : 'No study has been run on this scenario yet.';
}

const dated = ({ stale }: RunSummary, sentence: string): string =>
  stale && sentence !== '' ? `On an earlier state of the network: ${sentence}` : sentence;

function conditionVerdict({ norm, worstEdge, equilibrium }: SyncConditionResult): string {
  const stands = `the condition stands at ${fixed(norm, 4)} of 1${on(worstEdge)}`;
  return equilibrium.status === 'converged'
    ? `The network has a synchronous state; ${stands}, and the largest angle is ${degrees(equilibrium.maxAngleDifference)}°.`
    : `No synchronous state with every angle below 90° was found; ${stands}.`;
}

function screeningVerdict({ outages }: ContingencyScreeningResult): string {
  const [worst] = rankOutages(outages.filter(({ status }) => status !== 'islanding'));
  if (!worst) return '';
  return `The worst of ${outages.length} outages is ${worst.element} (norm ${fixed(worst.norm, 4)}).`;
}

const simulationWords: Record<Synchronism, string> = {
  kept: 'The simulated disturbance leaves the machines in synchronism.',
  regained:
    'After the simulated disturbance machines fall out of step and come back into synchronism.',
  lost: 'The simulated disturbance ends synchronism.',
};

const simulationVerdict = (result: TimeDomainResult): string =>
  simulationWords[synchronismOf(result)];
