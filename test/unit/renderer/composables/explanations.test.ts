import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import {
  explanationCalled,
  explanations,
} from '../../../../src-renderer/composables/explanations.ts';
import type { Explanation } from '../../../../src-renderer/composables/explanations.ts';
import {
  columnTitle,
  dynamicsFields,
  elementFields,
} from '../../../../src-renderer/components/network/element-fields.ts';

const all: readonly Explanation[] = Object.values(explanations);

describe('the explanations of numbers', () => {
  it('are found by the label of a number, with its unit or without', () => {
    expect(explanationCalled('Norm')).toBe('norm');
    expect(explanationCalled('Norm ‖BᵀL†ω‖∞')).toBe('norm');
    expect(explanationCalled('Exact angle, °')).toBe('exactAngle');
    expect(explanationCalled('Load cut off (MW)')).toBe('islandedMw');
    expect(explanationCalled('Net P / MW')).toBe('activePower');
    expect(explanationCalled('Δ Share for which the condition is right, %')).toBe(
      'conditionCorrect',
    );
    expect(explanationCalled('Colour of the bus')).toBeNull();
  });

  it('tell two numbers of one name apart by the unit or the rest of the label', () => {
    expect(explanationCalled('Angle, °')).toBe('lineAngle');
    expect(explanationCalled('Angle / °')).toBe('busAngle');
    expect(explanationCalled('Angle / limit, %')).toBe('angleOfLimit');
    expect(explanationCalled('R, p.u.')).toBe('resistance');
    expect(explanationCalled('r')).toBe('orderParameter');
    expect(explanationCalled('Rating, MVA')).toBe('machineRating');
    expect(explanationCalled('Rating A, MVA')).toBe('rating');
  });

  it('are there for every number of the tables of the network', () => {
    const noNumbers = [
      ...['number', 'name', 'type', 'area', 'zone', 'inService', 'from', 'to', 'circuit', 'bus'],
      ...['id', 'isTransformer', 'source', 'position'],
    ];
    const fields = [...Object.values(elementFields).flat(), ...dynamicsFields];
    const untold = fields
      .filter(({ name }) => !noNumbers.includes(name))
      .filter((field) => explanationCalled(columnTitle(field)) === null)
      .map(columnTitle);
    expect(untold).toEqual([]);
  });

  it('are there for every number that the forms of these studies ask for', () => {
    const forms = ['CoherenceForm', 'LeadingIndicatorForm', 'LoadingRampForm'].map((name) =>
      readFileSync(`src-renderer/components/studies/${name}.vue`, 'utf8'),
    );
    const fields = forms.flatMap(
      (form) => form.match(/<(Quantity|NumberList)Field\b[\s\S]*?\/>/g) ?? [],
    );
    expect(fields.length).toBeGreaterThan(20);
    const untold = fields.filter((field) => {
      const [, named] = /data-explain="(\w+)"/.exec(field) ?? [];
      const [, label] = /\slabel="([^"]+)"/.exec(field) ?? [];
      return named === undefined
        ? label === undefined || explanationCalled(label) === null
        : !(named in explanations);
    });
    expect(untold).toEqual([]);
  });

  it('each have a formula, a unit and a source', () => {
    for (const { title, formula, unit, source } of all) {
      expect([title, formula, source].every((text) => text.length > 3)).toBe(true);
      expect(unit).not.toBe('');
    }
  });

  it('never share a term: a label means one thing', () => {
    const terms = all.flatMap((explanation) => explanation.terms);
    expect(new Set(terms).size).toBe(terms.length);
    expect(terms.every((term) => term === term.toLowerCase())).toBe(true);
  });
});
