import type { DispatchRule, GridGroup } from '../../src-shared/grid/dispatch-rule.ts';
import { elementLabel, findElement } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { loadingRampSpecSchema } from '../../src-shared/studies/loading-ramp.ts';
import type { LoadingRampSpec } from '../../src-shared/studies/loading-ramp.ts';
import { groupOf, newGroup } from './dispatch-draft.ts';
import type { DispatchDraft, GroupDraft } from './dispatch-draft.ts';
import { newStress, stressRuleOf } from './stress-direction.ts';
import type { StressDraft } from './stress-direction.ts';

/** The limit of one line as it is typed. */
export interface LineLimitDraft {
  readonly line: string;
  /** rad, as protection settings and the paper have it */
  readonly angle: number;
}

/** What the form of the loading ramp holds. */
export interface RampDraft extends StressDraft {
  outages: readonly ElementRef[];
  replacement: GroupDraft;
  replacementShare: DispatchDraft['share'];
  replacementRespectsLimits: boolean;
  limits: LoadingRampSpec['limits'];
  lineLimits: readonly LineLimitDraft[];
  calibrates: boolean;
  calibrateTo: number;
  simulates: boolean;
  /** The ramp goes 2 % about the answers; else from `from` to `to`. */
  aboutAnswers: boolean;
  from: number;
  to: number;
  durationSeconds: number;
  holdSeconds: number;
  loadDamping: number;
}

/** What is asked for, without the model: that is the one of the scenario. */
export type RampRequest = Omit<LoadingRampSpec, 'model' | 'tolerance'>;

const defaults = loadingRampSpecSchema.parse({});

export const newRampDraft = (): RampDraft => rampDraftOf(defaults);

/** A request as the form holds it. */
export function rampDraftOf({ direction, ramp, ...spec }: RampRequest): RampDraft {
  const { replacement } = spec;
  return {
    ...(direction ? { directed: true, direction: directionDraft(direction) } : newStress()),
    outages: spec.outages,
    replacement: groupDraft(replacement.group),
    replacementShare: replacement.share,
    replacementRespectsLimits: replacement.limits === 'respect',
    limits: spec.limits,
    lineLimits: spec.edgeLimits.map(({ from, to, angle }) => ({
      line: `${from}-${to}`,
      angle,
    })),
    calibrates: spec.calibrateTo !== null,
    calibrateTo: spec.calibrateTo ?? 10,
    simulates: ramp.simulate,
    aboutAnswers: ramp.from === null && ramp.to === null,
    from: ramp.from ?? 0,
    to: ramp.to ?? 10,
    durationSeconds: ramp.durationSeconds,
    holdSeconds: ramp.holdSeconds,
    loadDamping: spec.loadDamping,
  };
}

/** The request, or what is wrong with the form: what the network cannot follow is said here. */
export function rampRequestOf(
  draft: RampDraft,
  selection: readonly ElementRef[],
  grid: GridCase,
): { readonly request: RampRequest } | { readonly missing: string } {
  const direction = stressRuleOf(draft, selection, grid);
  if ('missing' in direction) return direction;
  const replacement = groupOf(draft.replacement, selection);
  if (replacement === null) return { missing: 'Choose who replaces what is out.' };
  const missing =
    whyNotOut(draft.outages, grid) ?? whyNotLimited(draft.lineLimits, grid) ?? whyNotRamped(draft);
  if (missing !== null) return { missing };
  return {
    request: {
      direction: direction.rule,
      nodeDirection: null,
      outages: [...draft.outages],
      replacement: {
        group: replacement,
        share: draft.replacementShare,
        limits: draft.replacementRespectsLimits ? 'respect' : 'ignore',
      },
      limits: draft.limits,
      edgeLimits: draft.lineLimits.map(({ line, angle }) => ({ ...endsOf(line), angle })),
      calibrateTo: draft.calibrates ? draft.calibrateTo : null,
      ramp: {
        simulate: draft.simulates,
        from: draft.aboutAnswers ? null : draft.from,
        to: draft.aboutAnswers ? null : draft.to,
        durationSeconds: draft.durationSeconds,
        holdSeconds: draft.holdSeconds,
      },
      loadDamping: draft.loadDamping,
    },
  };
}

/** Why no line in service is called so, or ''. */
export function whyNoLine(line: string, { branches }: Pick<GridCase, 'branches'>): string {
  const { from, to } = endsOf(line);
  const known = branches.some(
    (each) =>
      each.inService &&
      ((each.from === from && each.to === to) || (each.from === to && each.to === from)),
  );
  return known ? '' : `No line in service is called “${line}”: write its two buses, as 12-15.`;
}

function endsOf(line: string): { readonly from: number; readonly to: number } {
  const [from = NaN, to = NaN] = line.split(/[-–,\s]+/).map(Number);
  return { from, to };
}

function whyNotOut(outages: readonly ElementRef[], grid: GridCase): string | null {
  const gone = outages.find((element) => findElement(grid, element) < 0);
  return gone ? `${elementLabel(gone)} is no longer in the network: remove it.` : null;
}

function whyNotLimited(limits: readonly LineLimitDraft[], grid: GridCase): string | null {
  return limits.map(({ line }) => whyNoLine(line, grid)).find((why) => why !== '') ?? null;
}

function whyNotRamped({ simulates, aboutAnswers, from, to }: RampDraft): string | null {
  return simulates && !aboutAnswers && from >= to
    ? 'The ramp has to end at a higher loading than it starts from.'
    : null;
}

const directionDraft = ({ change, compensation, limits }: DispatchRule): DispatchDraft => ({
  what: change.what,
  group: groupDraft(change.group),
  amount: change.amount,
  unit: change.unit,
  keepsPowerFactor: change.reactive === 'power-factor',
  compensation: groupDraft(compensation.group),
  share: compensation.share,
  respectsLimits: limits === 'respect',
});

/** Elements come from the diagram's selection, which a form does not hold. */
const groupDraft = (group: GridGroup): GroupDraft => ({
  ...newGroup(),
  kind: group.kind,
  ...(group.kind === 'areas' ? { areas: [...group.areas] } : {}),
  ...(group.kind === 'zones' ? { zones: [...group.zones] } : {}),
});
