import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { PowerFlowResult, PowerFlowSpec } from '../../../src-shared/studies/power-flow.ts';

/** The one chunk's answer is the result. */
export function reducePowerFlow(
  _subject: StudyNetwork,
  _spec: PowerFlowSpec,
  [only]: readonly PowerFlowResult[],
): PowerFlowResult {
  if (!only) throw new Error('A power flow has one part: plan and run disagree.');
  return only;
}
