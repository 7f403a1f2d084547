import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  parseSpec,
  readSpecFile,
  withSettings,
} from '../../../../src-main/start/cli/study-spec.ts';
import { defaultModelOptions } from '../../../../src-shared/studies/model-options.ts';

describe('a setting', () => {
  it('is JSON or text, and dots lead into the spec', () => {
    const spec = { model: { taps: true, voltages: 'case' }, duration: 5 };
    const settings = ['model.taps=false', 'duration=2.5', 'method=rk4', 'a.b.c=[1,2]', 'e=a=b'];
    expect(withSettings(spec, settings)).toEqual({
      model: { taps: false, voltages: 'case' },
      duration: 2.5,
      method: 'rk4',
      a: { b: { c: [1, 2] } },
      e: 'a=b',
    });
    expect(spec.model.taps).toBe(true);
  });

  it('is a number however one types it', () => {
    const settings = ['a=.05', 'b=1.', 'c=+3', 'd=-1e-3', 'e=1.2.3', 'f=e5'];
    const expected = { a: 0.05, b: 1, c: 3, d: -0.001, e: '1.2.3', f: 'e5' };
    expect(withSettings({}, settings)).toEqual(expected);
  });

  it.each([
    ['taps', /write key=value/],
    ['=1', /write key=value/],
    ['duration.x=1', /duration has no fields/],
  ])('%s is refused', (setting, message) => {
    expect(() => withSettings({ duration: 5 }, [setting])).toThrow(message);
  });

  it('of a prototype touches nothing but the spec', () => {
    withSettings({}, ['__proto__.polluted=1', 'constructor.prototype.polluted=1']);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a spec', () => {
  it('gets the defaults of what it leaves out', () => {
    expect(parseSpec('sync-condition', { model: { balance: 'slack' } })).toEqual({
      model: { ...defaultModelOptions, balance: 'slack' },
    });
  });

  it.each([
    [{ modl: {} }, /modl is unknown\. Did you mean model\? There are: model\./],
    [{ model: { tap: true } }, /model\.tap is unknown\. Did you mean taps\?/],
    [{ model: { taps: 'yes' } }, /model\.taps: /],
  ])('%j is refused, with the field', (fields, message) => {
    expect(() => parseSpec('sync-condition', fields)).toThrow(message);
  });
});

describe('the file of a spec', () => {
  const folder = mkdtempSync(join(tmpdir(), 'phaselock-spec-'));
  const file = (text: string): string => {
    const path = join(folder, 'spec.json');
    writeFileSync(path, text);
    return path;
  };

  it('holds its fields; without a file there are none', async () => {
    expect(await readSpecFile(file('{"duration": 3}'))).toEqual({ duration: 3 });
    expect(await readSpecFile(undefined)).toEqual({});
  });

  it.each([
    ['{', /is not JSON/],
    ['[1]', /is not an object/],
    ['null', /is not an object/],
  ])('that holds %s is refused', async (text, message) => {
    await expect(readSpecFile(file(text))).rejects.toThrow(message);
    await expect(readSpecFile(join(folder, 'none.json'))).rejects.toThrow(
      /none\.json does not exist/,
    );
  });
});
