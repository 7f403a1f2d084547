import { elementExplanations } from './element-explanations.ts';
import { dorfler2012, dorfler2013 } from './explanation.ts';
import type { Explanation } from './explanation.ts';
import { formExplanations } from './form-explanations.ts';
import { studyExplanations } from './study-explanations.ts';

export type { Explanation } from './explanation.ts';

const xi = 'Xi, Dubbeldam, Lin, Synchronization of cyclic power grids';
const wang = 'Wang, coherence framework';

export const explanations = {
  ...elementExplanations,
  ...studyExplanations,
  ...formExplanations,
  norm: {
    title: 'Norm of the synchronization condition',
    terms: [
      'norm',
      'norm ‖bᵀl†ω‖∞',
      'norm of the condition',
      'norm of the rest',
      'norm without an outage',
      'norm without disturbance',
      'norm, mean',
      'mean norm',
    ],
    text: 'The largest difference of the linear (DC) solution across a line. Below 1 the network is predicted to have a synchronous state with every angle below 90°; how far below is the margin.',
    formula: '‖BᵀL†ω‖∞ ≤ sin γ,  L = B diag(a) Bᵀ',
    unit: 'none',
    source: `${dorfler2013}, conditions (2) and (4)`,
  },
  gammaPredicted: {
    title: 'Predicted largest angle',
    terms: [
      'predicted',
      'predicted angle',
      'predicted angle arcsin(norm)',
      'largest angle, predicted',
    ],
    text: 'The angle that the condition predicts for a line: the arcsine of its linear difference.',
    formula: 'γ = arcsin ‖BᵀL†ω‖∞; per line arcsin |(BᵀL†ω)ₑ|',
    unit: '° (radians inside)',
    source: `${dorfler2013}, condition (2)`,
  },
  exactAngle: {
    title: 'Exact angle',
    terms: ['exact', 'exact angle', 'largest angle', 'largest angle, exact'],
    text: 'The angle difference at the equilibrium itself, by Newton from the linear solution on the branch that begins at zero load.',
    formula: 'ωᵢ = Σⱼ aᵢⱼ sin(θᵢ − θⱼ)',
    unit: '°',
    source: `${dorfler2013}, equation (1) at rest`,
  },
  margin: {
    title: 'Margin of a line',
    terms: ['margin', 'angle margin'],
    text: 'What is left between the angle of a line and its limit.',
    formula: 'limit − |θᵢ − θⱼ|',
    unit: '°',
    source: 'definition',
  },
  limit: {
    title: 'Angle limit',
    terms: ['limit', 'angle limit', 'γ*'],
    text: 'The least of 90°, the angle limits of the branch, and the angle at which its rating is reached.',
    formula: 'γ* = min(π/2, angle limit, arcsin(rating / a))',
    unit: '°',
    source: `${dorfler2013}, the RTS 96 study`,
  },
  coupling: {
    title: 'Coupling of a line',
    terms: ['coupling', 'a', 'susceptance'],
    text: 'The largest power that the line can pass on; parallel branches add up.',
    formula: 'aᵢⱼ = |Vᵢ||Vⱼ| / (x τ)',
    unit: 'p.u.',
    source: `${dorfler2013}, equations (4) and (5)`,
  },
  criticalCoupling: {
    title: 'Critical coupling',
    terms: ['critical coupling', 'critical coupling, predicted', 'critical coupling, exact', 'k'],
    text: 'The factor by which all couplings could shrink before the synchronous state is lost: below 1 there is room. Predicted by the norm; exact by following the branch to 90°.',
    formula: 'K_pred = ‖BᵀL†ω‖∞',
    unit: 'share of the couplings as they are',
    source: `${dorfler2013}, section 4.3`,
  },
  algebraicConnectivity: {
    title: 'Algebraic connectivity',
    terms: ['algebraic connectivity', 'λ2', 'λ₂'],
    text: 'The second smallest eigenvalue of the weighted Laplacian: how well the network hangs together. An older and much more cautious condition rests on it.',
    formula: 'λ₂ sin γ ≥ ‖B_cᵀω‖₂ (all pairs)',
    unit: 'p.u.',
    source: `${dorfler2013}, section 2.5 in its provable form`,
  },
  islandedMw: {
    title: 'Load cut off',
    terms: ['load cut off', 'islanded', 'islanded mw', 'most load cut off'],
    text: 'The load on the buses that an outage separates from the largest island.',
    formula: 'Σ Pd over the buses cut off',
    unit: 'MW',
    source: 'definition',
  },
  orderParameter: {
    title: 'Order parameter',
    terms: ['order parameter', 'r', 'coherence', 'c'],
    text: 'How much the phases point the same way: 1 all alike, near 0 scattered over the circle. In a group, in an area, or weighted by strength it says the same of a part.',
    formula: 'r e^{iψ} = (1/N) Σ e^{iθⱼ}',
    unit: 'none, 0 to 1',
    source: `${wang}, equation (1)`,
  },
  centreFrequency: {
    title: 'Frequency of the centre of inertia',
    terms: ['centre frequency', 'centre-of-inertia frequency', 'largest frequency deviation'],
    text: 'The mean deviation of the machines from synchronous speed, weighted by their inertia.',
    formula: 'Σ Mᵢ θ̇ᵢ / Σ Mᵢ',
    unit: 'Hz (rad/s inside)',
    source: 'definition',
  },
  inertia: {
    title: 'Inertia constant H',
    terms: ['h', 'inertia', 'inertia constant', 'inertia h'],
    text: 'Kinetic energy at synchronous speed over the rating of the machine.',
    formula: 'M = H / (π f₀) × rating / base',
    unit: 's on the machine’s own rating',
    source: `${dorfler2012}, the swing equation`,
  },
  damping: {
    title: 'Damping D',
    terms: ['d', 'damping', 'load damping d'],
    text: 'Power that goes with the frequency: governor and damper windings of a machine, self-regulation of a load, droop of an inverter. Measured loads follow with 1 to 2 % of their power for 1 % of frequency; the default at a bus without machines is more, to keep the equations from being stiff.',
    formula: 'Dᵢ θ̇ᵢ',
    unit: 'p.u. power per p.u. speed (machines), p.u. s/rad (loads)',
    source: `${dorfler2013}, equation (1); loads: P. Kundur, Power System Stability and Control (1994), section 11.1`,
  },
  transientReactance: {
    title: 'Transient reactance x′d',
    terms: ["x'd", 'x′d', 'transient reactance'],
    text: 'What stands between the machine’s constant inner voltage and its terminals in the first second.',
    formula: 'E′ behind x′d',
    unit: 'p.u. on the machine’s own rating',
    source: `${dorfler2012}, network reduced model`,
  },
  mismatch: {
    title: 'Mismatch',
    terms: ['mismatch', 'largest mismatch', 'p mismatch', 'q mismatch', 'residual'],
    text: 'What is missing in the balance of a bus between injected power and what its lines carry off.',
    formula: 'Pᵢ − Σ|Vᵢ||Vⱼ|(G cos θᵢⱼ + B sin θᵢⱼ)',
    unit: 'MW, Mvar or p.u.',
    source: 'AC power balance in polar form',
  },
  loading: {
    title: 'Loading of a branch',
    terms: ['loading', 'loading %'],
    text: 'The larger apparent power of the two ends against rating A.',
    formula: '|S| / rating A',
    unit: '%',
    source: 'definition',
  },
  voltage: {
    title: 'Voltage magnitude',
    terms: ['vm', 'voltage', '|v|'],
    text: 'Of the bus against its base voltage.',
    formula: '|V| / V_base',
    unit: 'p.u.',
    source: 'AC power flow, or as the file stores it',
  },
  rampLoading: {
    title: 'Loading at which synchronism goes',
    terms: ['predicted loading', 'exact loading', 'simulated loading', 'loading reached'],
    text: 'How far the stress can grow along its direction: predicted in closed form, exactly by continuation to the limit or the saddle-node, and as a slow ramp shows it.',
    formula: '|(BᵀL†(ω + λ d))ₑ| = sin γ*ₑ',
    unit: '% of the base power of the group',
    source: `${dorfler2013}, figure 5`,
  },
  energyBarrier: {
    title: 'Energy barrier of a line',
    terms: ['barrier', 'energy barrier', 'δv', 'dv'],
    text: 'The energy that a disturbance must bring to carry this line over its saddle.',
    formula: 'ΔV = V(saddle) − V(stable state)',
    unit: 'p.u.',
    source: `${xi}, equations (32) to (42)`,
  },
  wilson: {
    title: 'Wilson interval',
    terms: ['low', 'high', 'wilson interval', '95 % interval'],
    text: 'Where the true share lies with 95 % confidence; right for shares near 0 and 1 too.',
    formula: '(p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n)',
    unit: 'share',
    source: 'Wilson 1927',
  },
  standardError: {
    title: 'Standard error',
    terms: ['standard error', '±'],
    text: 'How far the mean over the samples may be from the true one: two thirds of such means lie within it.',
    formula: 's / √n',
    unit: 'that of the mean',
    source: 'definition',
  },
  criticalGain: {
    title: 'Critical gain of the mean field',
    terms: ['k_c', 'kc', 'critical gain'],
    text: 'From this gain on, coherence grows out of the noise in a large all-to-all population.',
    formula: 'K_c = 2 / (π g(0))',
    unit: 'rad/s',
    source: `${wang}, equation (3)`,
  },
} as const satisfies Record<string, Explanation>;

export type ExplanationId = keyof typeof explanations;

const isExplanation = (id: string): id is ExplanationId => id in explanations;

/** What to explain for an element of the page: what it names itself, else what its label says. */
export function explanationOf(element: Element): ExplanationId | null {
  const named = element.closest('[data-explain]')?.getAttribute('data-explain') ?? '';
  if (isExplanation(named)) return named;
  for (const label of labelsOf(element)) {
    const found = explanationCalled(label);
    if (found) return found;
  }
  return null;
}

/** By a label: as it stands, else without its unit: `Norm`, `Exact angle, °`, `Net P / MW`. */
export function explanationCalled(label: string): ExplanationId | null {
  const whole = label
    .toLowerCase()
    .replace(/[✎☑]|\(pf\)/g, '')
    .replace(/^δ\s+/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const bare = whole.replace(/[,(].*$/, '').trim();
  return called(whole) ?? called(bare) ?? called(bare.replace(/ \/ .*$/, ''));
}

function called(term: string): ExplanationId | null {
  const found = (Object.entries(explanations) as [ExplanationId, Explanation][]).find(
    ([, { terms }]) => terms.includes(term),
  );
  return found?.[0] ?? null;
}

/** What stands beside or above a number: its column's head, its term, its field's label. */
function* labelsOf(element: Element): Generator<string> {
  const cell = element.closest('.tabulator-cell');
  const field = cell?.getAttribute('tabulator-field');
  const grid = cell?.closest('.tabulator');
  if (field && grid) {
    const head = grid.querySelector(`.tabulator-col[tabulator-field="${CSS.escape(field)}"]`);
    yield head?.textContent ?? '';
  }
  const column = element.closest('td, th');
  if (column instanceof HTMLTableCellElement) {
    const table = column.closest('table');
    yield table?.tHead?.rows[0]?.cells[column.cellIndex]?.textContent ?? '';
  }
  const definition = element.closest('dd');
  yield definition?.previousElementSibling?.textContent ?? '';
  yield (
    element.closest('dt, label, .item, .tabulator-col')?.querySelector('.key')?.textContent ?? ''
  );
  yield element.closest('dt, label, .tabulator-col')?.textContent ?? '';
  yield element.getAttribute('aria-label') ?? '';
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) {
    for (const label of element.labels ?? []) yield label.innerText;
  }
}
