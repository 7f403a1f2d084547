import { describe, expect, it } from 'vitest';

import { createSession } from '../../../src-main/start/host/session.ts';

const cookieOf = (header: string | null): string => (header ?? '').split(';')[0] ?? '';

describe('a session', () => {
  it('gives its cookie for the token once, closed to scripts and other sites', () => {
    const session = createSession(4321);
    const header = session.exchange(session.token);
    expect(header).toMatch(/^phaselock-4321=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(session.exchange(session.token)).toBeNull();
  });

  it('gives nothing for a wrong token, and the right one still works afterwards', () => {
    const session = createSession(4321);
    for (const token of ['', 'x', session.token.slice(1), `${session.token}x`]) {
      expect(session.exchange(token)).toBeNull();
    }
    expect(session.exchange(session.token)).not.toBeNull();
  });

  it('is held by its own cookie only, among whatever others', () => {
    const session = createSession(4321);
    const cookie = cookieOf(session.exchange(session.token));
    expect(session.holds(cookie)).toBe(true);
    expect(session.holds(`a=1; ${cookie}; b=2`)).toBe(true);

    const other = createSession(4321);
    expect(other.holds(cookie)).toBe(false);
    for (const header of [undefined, '', 'phaselock-4321=', `phaselock-4321=${session.token}`]) {
      expect(session.holds(header)).toBe(false);
    }
  });

  it('of another port does not share the name of its cookie', () => {
    const [a, b] = [createSession(1), createSession(2)];
    const names = [a, b].map((session) => cookieOf(session.exchange(session.token)).split('=')[0]);
    expect(new Set(names).size).toBe(2);
  });
});
