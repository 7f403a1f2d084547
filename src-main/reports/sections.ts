import { reportSectionTitle } from '../../src-shared/contract/report-options.ts';
import type { ReportSectionId } from '../../src-shared/contract/report-options.ts';
import { studyTitles } from '../../src-shared/studies/catalogue.ts';
import type { StudyKind } from '../../src-shared/studies/catalogue.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { remark } from './blocks.ts';
import type { Block, ReportSection } from './blocks.ts';
import type { ReportedRun, ReportInput } from './report-input.ts';
import { assumptionsSection } from './sections/assumptions-section.ts';
import { coherenceSection } from './sections/coherence-section.ts';
import {
  correctnessSection,
  criticalCouplingSection,
  monteCarloSection,
} from './sections/ensemble-sections.ts';
import { comparisonSection } from './sections/comparison-section.ts';
import { conditionSection } from './sections/condition-section.ts';
import { figuresSection } from './sections/figures-section.ts';
import { leadingIndicatorSection } from './sections/leading-indicator-section.ts';
import { loadingRampSection } from './sections/loading-ramp-section.ts';
import { networkSection } from './sections/network-section.ts';
import { powerFlowSection } from './sections/power-flow-section.ts';
import { provenanceSection } from './sections/provenance-section.ts';
import { screeningSection } from './sections/screening-section.ts';
import { simulatedDisturbancesSection } from './sections/simulated-disturbances-section.ts';
import { simulationSection } from './sections/simulation-section.ts';

type StudySection<Kind extends StudyKind> = (
  reported: ReportedRun<Kind>,
  grid: GridCase,
) => Block[];

/** Studies with more to print than their scalars. */
const studySections: { readonly [Kind in StudyKind]?: StudySection<Kind> } = {
  'sync-condition': conditionSection,
  'loading-ramp': loadingRampSection,
  'contingency-screening': screeningSection,
  'time-domain': simulationSection,
  'simulated-disturbances': simulatedDisturbancesSection,
  'power-flow': powerFlowSection,
  'monte-carlo': monteCarloSection,
  'critical-coupling': criticalCouplingSection,
  'statistical-correctness': correctnessSection,
  coherence: coherenceSection,
  'leading-indicator': leadingIndicatorSection,
};

/** Said where they were not run; other studies are then left out without a word. */
const expectedStudies: readonly StudyKind[] = [
  'sync-condition',
  'contingency-screening',
  'time-domain',
];

/** The sections of a report in the order that was chosen. */
export const reportSections = (input: ReportInput): ReportSection[] =>
  input.options.sections.flatMap((id) => {
    const blocks = blocksOf(id, input);
    return blocks === null ? [] : [{ id, title: reportSectionTitle(id), blocks }];
  });

function blocksOf(id: ReportSectionId, input: ReportInput): Block[] | null {
  switch (id) {
    case 'network':
      return networkSection(input);
    case 'assumptions':
      return assumptionsSection(input);
    case 'comparison':
      return input.comparison && comparisonSection(input.comparison);
    case 'provenance':
      return provenanceSection(input);
    default:
      return studyBlocks(id, input);
  }
}

function studyBlocks(kind: StudyKind, input: ReportInput): Block[] | null {
  const reported = input.runs[kind];
  if (reported) return sectionOf(kind)?.(reported, input.grid) ?? figuresSection(reported);
  return expectedStudies.includes(kind)
    ? [remark(`${studyTitles[kind]}: not run on this scenario.`)]
    : null;
}

/** A run of a kind goes to the section of that kind, which the type of the table cannot say. */
const sectionOf = (kind: StudyKind): StudySection<StudyKind> | undefined =>
  studySections[kind] as StudySection<StudyKind> | undefined;
