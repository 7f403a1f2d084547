import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createAppScheme } from '../../../src-main/start/electron/app-scheme.ts';
import { contentSecurityPolicy } from '../../../src-main/start/security-headers.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaselock-scheme-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html>');

describe('the app scheme', () => {
  const scheme = createAppScheme(folder);
  const get = (url: string): Promise<Response> => scheme.handle(new Request(url));

  it('serves the window under its content security policy', async () => {
    const response = await get('app://phaselock/');
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy);
    expect(contentSecurityPolicy).toMatch(/^default-src 'none'; script-src 'self'; /);
  });

  it.each([
    'app://phaselock/missing.js',
    'app://phaselock/%2e%2e%2fsecret',
    'app://elsewhere/index.html',
    'app://report/index.html',
  ])('has nothing at %s', async (url) => {
    const response = await get(url);
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it('shows a report to nobody who does not know its address, nor after it is withdrawn', async () => {
    const { url, withdraw } = scheme.offer('<p>secret</p>');
    expect(await (await get(url)).text()).toBe('<p>secret</p>');
    expect((await get(`${url}x`)).status).toBe(404);
    withdraw();
    expect((await get(url)).status).toBe(404);
  });
});
