import type { SampleSummary } from '../../src-shared/contract/application-documents.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { findElements } from './find-elements.ts';
import type { Command } from './commands.ts';

/** One line of the command palette. */
export interface PaletteEntry {
  readonly key: string;
  readonly title: string;
  /** What kind of thing it is, or its keys. */
  readonly note: string;
  readonly run: () => unknown;
}

const mostElements = 8;
const mostScenarios = 5;

/** How well `wanted` fits `title`: lower is better; null where a word of it is missing. */
export function fit(title: string, wanted: string): number | null {
  const text = title.toLowerCase();
  let score = 0;
  for (const word of wanted.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = text.indexOf(word);
    if (at < 0) return null;
    const beginsWord = at === 0 || /[\s(–-]/.test(text[at - 1] ?? '');
    score += (beginsWord ? 0 : 100) + at;
  }
  return score;
}

function ranked<Thing>(
  things: readonly Thing[],
  titleOf: (thing: Thing) => string,
  wanted: string,
): Thing[] {
  return things
    .flatMap((thing) => {
      const score = fit(titleOf(thing), wanted);
      return score === null ? [] : [{ thing, score }];
    })
    .sort((a, b) => a.score - b.score)
    .map(({ thing }) => thing);
}

const sampleTitle = ({ name }: SampleSummary): string => `Sample network: ${name}`;

/**
 * For what was typed: commands that can be given now, views, scenarios and samples to open, and
 * elements to go to.
 */
export function paletteEntries(
  wanted: string,
  {
    commands,
    scenarios,
    samples,
    views,
    grid,
    open,
    begin,
    show,
  }: {
    readonly commands: readonly Command[];
    readonly scenarios: readonly ScenarioSummary[];
    readonly samples: readonly SampleSummary[];
    /** What the Network screen can be set to show. */
    readonly views: readonly PaletteEntry[];
    readonly grid: GridCase | null;
    readonly open: (scenario: ScenarioSummary) => unknown;
    readonly begin: (sample: SampleSummary) => unknown;
    readonly show: (element: ElementRef) => unknown;
  },
): PaletteEntry[] {
  const given = new Map(
    commands.filter(({ enabled }) => enabled?.() ?? true).map((command) => [command.id, command]),
  );
  const commandEntries = ranked([...given.values()], ({ title }) => title, wanted).map(
    ({ id, title, keys, run }): PaletteEntry => ({
      key: `command/${id}`,
      title,
      note: keys[0] ?? '',
      run,
    }),
  );
  if (wanted.trim() === '') return commandEntries;
  const elements = grid ? findElements(grid, wanted, mostElements) : [];
  const elementEntries = elements.map(({ key, label, name, ref }): PaletteEntry => ({
    key: `element/${key}`,
    title: name === '' ? label : `${label} ${name}`,
    note: 'in the network',
    run: () => show(ref),
  }));
  const scenarioEntries = ranked(scenarios, ({ name }) => name, wanted)
    .slice(0, mostScenarios)
    .map((scenario): PaletteEntry => ({
      key: `scenario/${scenario.id}`,
      title: scenario.name,
      note: 'open the scenario',
      run: () => open(scenario),
    }));
  const viewEntries = grid ? ranked(views, ({ title }) => title, wanted) : [];
  const sampleEntries = ranked(samples, sampleTitle, wanted).map((sample): PaletteEntry => ({
    key: `sample/${sample.id}`,
    title: sampleTitle(sample),
    note: 'a new scenario of it',
    run: () => begin(sample),
  }));
  const others = [...commandEntries, ...viewEntries, ...scenarioEntries];
  // A number is meant for an element.
  return /^\s*\d/.test(wanted)
    ? [...elementEntries, ...others, ...sampleEntries]
    : [...others, ...sampleEntries, ...elementEntries];
}
