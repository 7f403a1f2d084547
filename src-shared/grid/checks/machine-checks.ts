import { machineDynamics } from '../machine-estimates.ts';
import type { Generator } from '../grid-case.ts';
import { clamp, figure, findingAt, updateRepair } from './finding.ts';
import type { DataCheck, Finding } from './finding.ts';

export const activeOutsideLimits: DataCheck = {
  name: 'active-power-outside-limits',
  title: 'Active power outside its limits',
  explanation:
    'The generator is dispatched above its largest or below its smallest output. Moving it to the limit changes the balance; the slack generator takes up the difference.',
  find: ({ grid }) =>
    inService(grid.generators).flatMap((machine): Finding[] => {
      const { pMw, pMinMw, pMaxMw } = machine;
      if (pMinMw > pMaxMw) return [];
      const within = clamp(pMw, pMinMw, pMaxMw);
      if (Math.abs(within - pMw) <= 1e-6) return [];
      const text = `gives ${figure(pMw)} MW, outside ${figure(pMinMw)} to ${figure(pMaxMw)} MW.`;
      const preview = `Active power ${figure(pMw)} → ${figure(within)} MW`;
      const repair = updateRepair('generator', machine, { pMw: within }, preview);
      return [findingAt('warning', 'generator', machine, text, repair)];
    }),
};

export const reactiveOutsideLimits: DataCheck = {
  name: 'reactive-power-outside-limits',
  title: 'Reactive power outside its limits',
  explanation:
    'The stored reactive power of the generator is outside its limits. A power flow that respects the limits will hold it there and let the voltage go.',
  find: ({ grid }) =>
    inService(grid.generators).flatMap((machine): Finding[] => {
      const { qMvar, qMinMvar, qMaxMvar } = machine;
      if (qMinMvar > qMaxMvar) return [];
      const within = clamp(qMvar, qMinMvar, qMaxMvar);
      if (Math.abs(within - qMvar) <= 1e-6) return [];
      const text = `gives ${figure(qMvar)} Mvar, outside ${figure(qMinMvar)} to ${figure(qMaxMvar)} Mvar.`;
      const preview = `Reactive power ${figure(qMvar)} → ${figure(within)} Mvar`;
      const repair = updateRepair('generator', machine, { qMvar: within }, preview);
      return [findingAt('warning', 'generator', machine, text, repair)];
    }),
};

export const powerLimitsCrossed: DataCheck = {
  name: 'power-limits-crossed',
  title: 'Power limits the wrong way round',
  explanation:
    'The smallest output of the generator is above its largest one, so no dispatch keeps both. In most cases the two columns were swapped.',
  find: ({ grid }) =>
    grid.generators.flatMap((machine): Finding[] => {
      const { pMinMw, pMaxMw, qMinMvar, qMaxMvar } = machine;
      const active = pMinMw > pMaxMw ? { pMinMw: pMaxMw, pMaxMw: pMinMw } : {};
      const reactive = qMinMvar > qMaxMvar ? { qMinMvar: qMaxMvar, qMaxMvar: qMinMvar } : {};
      const changes = { ...active, ...reactive };
      const which = [
        ...(pMinMw > pMaxMw ? [`P from ${figure(pMinMw)} to ${figure(pMaxMw)} MW`] : []),
        ...(qMinMvar > qMaxMvar ? [`Q from ${figure(qMinMvar)} to ${figure(qMaxMvar)} Mvar`] : []),
      ];
      if (which.length === 0) return [];
      const repair = updateRepair('generator', machine, changes, 'Swap the two limits');
      const text = `has limits the wrong way round: ${which.join(', ')}.`;
      return [findingAt('error', 'generator', machine, text, repair)];
    }),
};

export const noInertia: DataCheck = {
  name: 'no-inertia',
  title: 'Machines without inertia',
  explanation:
    'Swing studies need H, D and x’d of each machine. Where they are not known, the documented estimate from the rating is used and every result says so; entering it here makes it visible in the tables, still marked as estimated.',
  find: ({ grid }) =>
    grid.generators.flatMap((machine): Finding[] => {
      if (machine.inService && !hasInertiaOrDroop(machine)) {
        const text =
          machine.dynamics === null ? 'has no dynamic data.' : 'has an inertia constant of 0.';
        return [
          findingAt('warning', 'generator', machine, text, estimateRepair(grid.baseMva, machine)),
        ];
      }
      return [];
    }),
};

const hasInertiaOrDroop = ({ dynamics }: Generator): boolean =>
  dynamics !== null && (dynamics.inertiaSeconds > 0 || dynamics.droopPercent !== undefined);

function estimateRepair(baseMva: number, machine: Generator): Finding['repair'] {
  const { ratingMva, inertiaSeconds, dampingPu, transientReactancePu, source } = machineDynamics(
    { baseMva },
    { ...machine, dynamics: null },
  );
  return updateRepair(
    'generator',
    machine,
    { ratingMva, dynamics: { inertiaSeconds, dampingPu, transientReactancePu, source } },
    `H ${inertiaSeconds} s, D ${dampingPu}, x’d ${transientReactancePu} on ${figure(ratingMva)} MVA, ${source}`,
  );
}

export const implausibleDynamics: DataCheck = {
  name: 'implausible-dynamics',
  title: 'Implausible machine data',
  explanation:
    'On its own rating a machine has an inertia constant between about 1 and 10 s and a transient reactance between about 0.1 and 0.5 (Kundur 1994, tables 3.2 and 4.2). Figures far outside are usually on the system base instead of the machine’s.',
  find: ({ grid }) =>
    grid.generators.flatMap((machine): Finding[] => {
      if (machine.dynamics === null) return [];
      const { inertiaSeconds: h, transientReactancePu: x } = machine.dynamics;
      const isInverter = machine.dynamics.droopPercent !== undefined;
      const odd = [
        ...(!isInverter && h > 0 && (h < 0.5 || h > 20) ? [`H = ${figure(h)} s`] : []),
        ...(x < 0.03 || x > 1.5 ? [`x’d = ${figure(x)} p.u.`] : []),
      ];
      if (odd.length === 0) return [];
      return [
        findingAt(
          'warning',
          'generator',
          machine,
          `has ${odd.join(' and ')} on ${figure(machine.ratingMva)} MVA.`,
        ),
      ];
    }),
};

export const ratingBelowOutput: DataCheck = {
  name: 'rating-below-output',
  title: 'Generators rated below their output',
  explanation:
    'Dynamic data stand on the machine’s own rating. A rating far below the largest output (often the system base that a file leaves there) makes the machine too light by the same factor.',
  find: ({ grid }) =>
    grid.generators.flatMap((machine): Finding[] => {
      const { ratingMva, pMaxMw, pMw, dynamics } = machine;
      const largest = Math.max(Number.isFinite(pMaxMw) ? pMaxMw : 0, Math.abs(pMw));
      if (dynamics === null || ratingMva <= 0 || largest <= 1.1 * ratingMva) return [];
      const text = `is rated for ${figure(ratingMva)} MVA and gives up to ${figure(largest)} MW.`;
      return [findingAt('warning', 'generator', machine, text)];
    }),
};

export const setpointOutsideLimits: DataCheck = {
  name: 'setpoint-outside-limits',
  title: 'Voltage setpoints outside the limits of their bus',
  explanation:
    'The generator holds a voltage that the limits of its bus do not allow, so every power flow reports a violation there.',
  find: ({ grid, busOf }) =>
    inService(grid.generators).flatMap((machine): Finding[] => {
      const bus = busOf.get(machine.bus);
      if (!bus || bus.type === 'pq' || bus.type === 'isolated' || bus.vmMinPu > bus.vmMaxPu)
        return [];
      const within = clamp(machine.vSetPu, bus.vmMinPu, bus.vmMaxPu);
      if (Math.abs(within - machine.vSetPu) <= 1e-6) return [];
      const repair = updateRepair(
        'generator',
        machine,
        { vSetPu: within },
        `Setpoint ${figure(machine.vSetPu)} → ${figure(within)} p.u.`,
      );
      const text = `holds ${figure(machine.vSetPu)} p.u., outside ${figure(bus.vmMinPu)} to ${figure(bus.vmMaxPu)}.`;
      return [findingAt('warning', 'generator', machine, text, repair)];
    }),
};

export const setpointsDiffer: DataCheck = {
  name: 'setpoints-differ',
  title: 'Different setpoints at one bus',
  explanation:
    'A bus has one voltage: of several generators that want different ones, the first in service decides.',
  find: ({ machinesAt }) =>
    [...machinesAt.values()].flatMap((machines) => {
      const [first, ...others] = machines;
      if (!first) return [];
      return others
        .filter(({ vSetPu }) => vSetPu !== first.vSetPu)
        .map((machine) =>
          findingAt(
            'warning',
            'generator',
            machine,
            `holds ${figure(machine.vSetPu)} p.u. where generator ${first.id} holds ${figure(first.vSetPu)}.`,
            updateRepair(
              'generator',
              machine,
              { vSetPu: first.vSetPu },
              `Setpoint ${figure(machine.vSetPu)} → ${figure(first.vSetPu)} p.u.`,
            ),
          ),
        );
    }),
};

const inService = (machines: readonly Generator[]): readonly Generator[] =>
  machines.filter((machine) => machine.inService);
