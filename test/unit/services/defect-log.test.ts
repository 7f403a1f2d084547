import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createDefectLog } from '../../../src-main/services/defect-log.ts';
import { aFolder } from '../../fixtures/a-store.ts';

const now = (): Date => new Date('2026-11-20T12:00:00Z');

describe('the defect log', () => {
  it('writes one JSON document a line, with place, study, seed, stack and cause', () => {
    const file = join(aFolder(), 'logs', 'phaselock.log');
    const log = createDefectLog(file, now);
    log.write('study', new Error('broke', { cause: new TypeError('deeper') }), { seed: 7 });
    log.write('elsewhere', 'no error at all');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as unknown);
    expect(entries).toMatchObject([
      {
        at: '2026-11-20T12:00:00.000Z',
        place: 'study',
        seed: 7,
        message: 'broke',
        cause: { name: 'TypeError', message: 'deeper' },
      },
      { place: 'elsewhere', message: 'no error at all' },
    ]);
    expect(entries[0]).toHaveProperty('stack');
  });

  it('keeps one older file beside a full one', () => {
    const file = join(aFolder(), 'phaselock.log');
    writeFileSync(file, 'x'.repeat(1024 * 1024 + 1));
    createDefectLog(file, now).write('here', new Error('new'));
    expect(statSync(`${file}.1`).size).toBe(1024 * 1024 + 1);
    expect(readFileSync(file, 'utf8')).toContain('"new"');
  });

  it('does not stop the program where it cannot be written', () => {
    const folder = aFolder();
    const file = join(folder, 'blocker', 'phaselock.log');
    writeFileSync(join(folder, 'blocker'), '');
    expect(() => createDefectLog(file, now).write('here', new Error('lost'))).not.toThrow();
    expect(existsSync(file)).toBe(false);
  });
});
