import type { DispatchRule, GridGroup } from '../../src-shared/grid/dispatch-rule.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';

/** A group as it is chosen in a form; the elements are those that are selected on the diagram. */
export interface GroupDraft {
  kind: GridGroup['kind'];
  areas: number[];
  zones: number[];
}

export interface DispatchDraft {
  what: DispatchRule['change']['what'];
  group: GroupDraft;
  amount: number;
  unit: DispatchRule['change']['unit'];
  keepsPowerFactor: boolean;
  compensation: GroupDraft;
  share: DispatchRule['compensation']['share'];
  respectsLimits: boolean;
}

export const shareWords: Record<DispatchDraft['share'], string> = {
  pmax: 'in proportion to Pmax',
  output: 'in proportion to their output',
  equal: 'each alike',
  slack: 'slack generators only',
};

export const newGroup = (): GroupDraft => ({ kind: 'all', areas: [], zones: [] });

export const newDraft = (): DispatchDraft => ({
  what: 'loads',
  group: newGroup(),
  amount: 15,
  unit: '%',
  keepsPowerFactor: true,
  compensation: newGroup(),
  share: 'pmax',
  respectsLimits: true,
});

/** Of what is selected, what has MW to move. */
export const movable = (selection: readonly ElementRef[]): ElementRef[] =>
  selection.filter(({ kind }) => kind === 'bus' || kind === 'generator' || kind === 'load');

/** The rule, or what is still missing for one. */
export function ruleOf(
  draft: DispatchDraft,
  selection: readonly ElementRef[],
): { readonly rule: DispatchRule } | { readonly missing: string } {
  const group = groupOf(draft.group, selection);
  const compensating = groupOf(draft.compensation, selection);
  if (group === null) return { missing: nobody(draft.group, 'what changes') };
  if (compensating === null) return { missing: nobody(draft.compensation, 'what compensates') };
  if (draft.amount === 0) return { missing: 'Enter a change other than 0.' };
  const reactive = draft.keepsPowerFactor ? 'power-factor' : 'fixed';
  return {
    rule: {
      change: { what: draft.what, group, amount: draft.amount, unit: draft.unit, reactive },
      compensation: { group: compensating, share: draft.share },
      limits: draft.respectsLimits ? 'respect' : 'ignore',
    },
  };
}

const nobody = ({ kind }: GroupDraft, part: string): string =>
  kind === 'elements'
    ? `Select buses, generators or loads on the diagram first, for ${part}.`
    : `Choose at least one of the ${kind} for ${part}.`;

/** null where nothing is chosen. */
export function groupOf(
  { kind, areas, zones }: GroupDraft,
  selection: readonly ElementRef[],
): GridGroup | null {
  switch (kind) {
    case 'all':
      return { kind };
    case 'areas':
      return areas.length > 0 ? { kind, areas } : null;
    case 'zones':
      return zones.length > 0 ? { kind, zones } : null;
    case 'elements': {
      const elements = movable(selection);
      return elements.length > 0 ? { kind, elements } : null;
    }
  }
}

const sorted = (numbers: readonly number[]): number[] =>
  [...new Set(numbers)].sort((a, b) => a - b);

/** What can be chosen from. */
export const groupsOf = ({ buses }: GridCase): { areas: number[]; zones: number[] } => ({
  areas: sorted(buses.map(({ area }) => area)),
  zones: sorted(buses.map(({ zone }) => zone)),
});
