import { describe, expect, it } from 'vitest';

import { planTimeDomain } from '../../../../src-main/studies/time-domain/plan.ts';
import { runTimeDomain } from '../../../../src-main/studies/time-domain/run.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import { timeDomainSpecSchema } from '../../../../src-shared/studies/time-domain.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const couplings = [
  [0, 1, 1],
  [1, 2, 3],
  [0, 2, 0.5],
] as const;
const subject: StudyNetwork = {
  kind: 'oscillators',
  document: anOscillatorDocument([0.6, -0.9, 0.3], couplings),
};
const simulated = (coherence: readonly string[]) =>
  runTimeDomain(
    subject,
    timeDomainSpecSchema.parse({ duration: 0.5, recordEvery: 0.1, coherence }),
    {},
    quietContext(),
  );

describe('coherence asked for along a simulation', () => {
  it('is that of the formulas, sample by sample', () => {
    const found = simulated(['weighted', 'links', 'unit/2', 'window/0.2', 'group/1']);
    const [weighted, links, unit, window, group] = found.coherence;
    const { theta, orderParameter } = found;
    const mean = (of: readonly number[], share: readonly number[]): [number, number] => {
      const all = share.reduce((a, b) => a + b);
      const part = (wave: (x: number) => number): number =>
        of.reduce((sum, x, i) => sum + share[i]! * wave(x), 0) / all;
      return [
        Math.hypot(part(Math.cos), part(Math.sin)),
        Math.atan2(part(Math.sin), part(Math.cos)),
      ];
    };
    for (let k = 0; k < found.time.length; k++) {
      const at = [...theta.subarray(3 * k, 3 * k + 3)];
      const [C, psi] = mean(at, [1, 1, 1]);
      expect(orderParameter[k]).toBeCloseTo(C, 12);
      expect(group!.value[k]).toBeCloseTo(C, 12);
      expect(weighted!.value[k]).toBeCloseTo(mean(at, [1.5, 4, 3.5])[0], 12);
      expect(unit!.value[k]).toBeCloseTo(Math.cos(at[2]! - psi), 12);
      const agreement = couplings.map(([i, j, a]) => a * Math.cos(at[i]! - at[j]!));
      expect(links!.value[k]).toBeCloseTo(agreement.reduce((a, b) => a + b) / 4.5, 12);
      const before = orderParameter[Math.max(0, k - 1)]!;
      expect(window!.value[k]).toBeCloseTo((C + before) / 2, 12);
    }
  });

  it('says which groups there are not, and tells of the others', () => {
    const { coherence, warnings } = simulated(['group/1', 'group/2']);
    expect(coherence.map(({ name }) => name)).toEqual(['group/1']);
    expect(warnings.join()).toContain('no coherence group/2 along this run: 1 groups');
  });

  it('is refused by name before the run', () => {
    const asking = (name: string) => timeDomainSpecSchema.parse({ coherence: [name] });
    expect(() => planTimeDomain(subject, asking('unit/9'))).toThrow(/no bus 9.*unit\/9/);
    expect(() => planTimeDomain(subject, asking('area/1'))).toThrow(/no area 1/);
    const { error } = timeDomainSpecSchema.safeParse({ coherence: ['total'] });
    expect(error?.issues[0]?.message).toMatch(/weighted, links, window/);
  });
});
