import { compensationWords } from '../../../src-shared/grid/dispatch-words.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { ContingencyScreeningSpec } from '../../../src-shared/studies/contingency-screening.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import { balanceWords } from '../../equations/network/balance.ts';
import { compensatedModel } from '../../equations/network/compensated-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { OutageCompiler } from '../../equations/network/outage.ts';
import { OutageSolutions } from '../../equations/network/outage-solutions.ts';
import { Outages } from '../../equations/network/outages.ts';
import { linearPoint } from '../linear-point.ts';
import type { LinearPoint } from '../linear-point.ts';
import { studyModel } from '../study-model.ts';
import { requireCompensation } from './compensation.ts';

/** A screening under way: the network, and its outages by updates of one factorization. */
export interface Screening {
  readonly model: NetworkModel;
  readonly linear: LinearPoint;
  readonly compiler: OutageCompiler;
  readonly outages: Outages;
  readonly solutions: OutageSolutions;
}

/** @throws StudyRefusal where there is no model, or the compensation cannot be followed */
export function prepareScreening(
  subject: StudyNetwork,
  spec: ContingencyScreeningSpec,
  stopped: () => boolean,
): Screening {
  const given = studyModel(subject, spec.model, stopped);
  const weights = requireCompensation(subject, spec);
  const model = weights ? compensatedModel(given, Float64Array.from(weights)) : given;
  const linear = linearPoint(model);
  const outages = new Outages(model, linear.laplacian, linear.theta);
  const solutions = new OutageSolutions(model, outages, linear.laplacian, linear.theta);
  return { model, linear, outages, solutions, compiler: new OutageCompiler(subject, model) };
}

export function sharingAssumption(
  { balance }: NetworkModel,
  { compensation }: ContingencyScreeningSpec,
): Assumption {
  const who = compensation
    ? `made up for by ${compensationWords(compensation)}, whatever their limits`
    : balanceWords[balance.rule];
  return {
    topic: 'power after an outage',
    text: `After an outage the largest island goes on; the power of what it has lost is ${who}.`,
    amount: null,
    unit: '',
  };
}

/** Outages times edges up to which every edge is looked at after every outage, a second or two. */
const MOST_DETAILS = 2e7;

/** Whether every edge is looked at after every one of so many outages; else after the worst only. */
export const canBeDetailed = ({ angleLimit }: NetworkModel, outages: number): boolean =>
  outages * angleLimit.length <= MOST_DETAILS;
