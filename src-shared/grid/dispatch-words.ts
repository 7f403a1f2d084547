import type { DispatchRule, GridGroup } from './dispatch-rule.ts';
import { elementLabel } from './element-ref.ts';

const shareWords = {
  pmax: 'in proportion to Pmax',
  output: 'in proportion to their output',
  equal: 'equally',
  slack: '',
} as const;

/** `Loads of area 3 +15 % (+412 MW), compensated by the generators of area 1 in proportion to Pmax`. */
export function dispatchSentence(rule: DispatchRule, mw: number): string {
  const { what, group, amount, unit } = rule.change;
  const by = unit === '%' ? `${signedMw(amount)} % (${signedMw(mw)} MW)` : `${signedMw(mw)} MW`;
  const beyond = rule.limits === 'ignore' ? ', beyond their limits if need be' : '';
  return `${capital(membersWords(what, group))} ${by}, compensated by ${compensationWords(rule.compensation)}${beyond}`;
}

/** `Loads of area 3 up, compensated by …`: without the amount, which a study finds. */
export function dispatchDirectionWords({ change, compensation }: DispatchRule): string {
  const way = change.amount > 0 ? 'up' : 'down';
  return `${capital(membersWords(change.what, change.group))} ${way}, compensated by ${compensationWords(compensation)}`;
}

/** `the generators of area 1 in proportion to Pmax`, `the slack generators`. */
export function compensationWords({ group, share }: DispatchRule['compensation']): string {
  if (share !== 'slack') return `the ${membersWords('generation', group)} ${shareWords[share]}`;
  return `the slack generators${group.kind === 'all' ? '' : ` of ${groupWords(group)}`}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `loads of area 3`, `generators of areas 1, 2`, `loads of 4 chosen elements`. */
export function membersWords(what: DispatchRule['change']['what'], group: GridGroup): string {
  const noun = what === 'loads' ? 'loads' : 'generators';
  return group.kind === 'all' ? `${noun} of the whole network` : `${noun} of ${groupWords(group)}`;
}

/** `area 3`, `zones 1, 2`, `Bus 12, Load 1 at bus 7`, `5 chosen elements`. */
function groupWords(group: GridGroup): string {
  switch (group.kind) {
    case 'all':
      return 'the whole network';
    case 'areas':
      return `area${group.areas.length > 1 ? 's' : ''} ${group.areas.join(', ')}`;
    case 'zones':
      return `zone${group.zones.length > 1 ? 's' : ''} ${group.zones.join(', ')}`;
    case 'elements':
      return group.elements.length > 3
        ? `${group.elements.length} chosen elements`
        : group.elements.map(elementLabel).join(', ');
  }
}

/** `+412`, `−37.5`, `+0.25`: three figures or more. */
export const signedMw = (value: number): string => {
  const digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return `${value < 0 ? '−' : '+'}${String(Number(Math.abs(value).toFixed(digits)))}`;
};
