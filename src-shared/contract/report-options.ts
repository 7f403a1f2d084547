import { z } from 'zod';

import { studyKinds, studyTitles } from '../studies/catalogue.ts';
import type { StudyKind } from '../studies/catalogue.ts';

/** A part of a report: of the network, of one study, or of how it all came about. */
export type ReportSectionId = 'network' | 'assumptions' | StudyKind | 'comparison' | 'provenance';

export const reportSectionIds: readonly ReportSectionId[] = [
  'network',
  'assumptions',
  ...studyKinds,
  'comparison',
  'provenance',
];

const otherTitles = {
  network: 'Network',
  assumptions: 'Assumptions',
  comparison: 'Comparison',
  provenance: 'Provenance',
} as const;

export const reportSectionTitle = (id: ReportSectionId): string =>
  id in otherTitles ? otherTitles[id as keyof typeof otherTitles] : studyTitles[id as StudyKind];

/** What no report may leave out, wherever in it it stands. */
export const fixedSections: readonly ReportSectionId[] = ['assumptions', 'provenance'];

const isSectionId = (id: string): id is ReportSectionId =>
  reportSectionIds.some((known) => known === id);

const logoSchema = z.strictObject({
  mediaType: z.enum(['image/png', 'image/jpeg']),
  /** At most 512 KiB of picture. */
  base64: z
    .string()
    .max(700_000, 'The logo is larger than 512 KiB: save it smaller.')
    .regex(/^[A-Za-z0-9+/]+=*$/, 'The logo is not base64.'),
});

/** How the report of a scenario is laid out; kept with the scenario. */
export const reportOptionsSchema = z.strictObject({
  /** '' is the name of the scenario. */
  title: z.string().max(200).default(''),
  author: z.string().max(200).default(''),
  organisation: z.string().max(200).default(''),
  /** Printed before the first section; a blank line begins a paragraph. */
  notes: z.string().max(20_000).default(''),
  logo: logoSchema.nullable().default(null),
  /** The sections in their order. One that this version does not know is passed over. */
  sections: z
    .array(z.string())
    .default([...reportSectionIds])
    .transform((ids): ReportSectionId[] => {
      const known = [...new Set(ids)].filter(isSectionId);
      return [...known, ...fixedSections.filter((id) => !known.includes(id))];
    }),
  /** Scenario whose figures stand beside this one's in the comparison; null leaves it out. */
  compareWith: z.number().int().positive().nullable().default(null),
});

export type ReportOptions = z.infer<typeof reportOptionsSchema>;

export const defaultReportOptions: ReportOptions = reportOptionsSchema.parse({});

/** page: HTML. figures: every picture and chart as SVG, zipped. csv: every table and curve, zipped. */
export const reportFormats = ['html', 'pdf', 'xlsx', 'csv', 'figures'] as const;
export type ReportFormat = (typeof reportFormats)[number];
