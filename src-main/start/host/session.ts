import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may talk to the host: the browser that the printed address was opened in. The token in the
 * address is good for one exchange, so that neither history nor a shoulder gives a second entry;
 * the cookie that it is exchanged for lives as long as the browser.
 */
export interface Session {
  readonly token: string;
  /** The Set-Cookie header for the right token, the first time; null otherwise. */
  readonly exchange: (token: string) => string | null;
  /** Whether a Cookie header carries this session. */
  readonly holds: (cookieHeader: string | undefined) => boolean;
}

export function createSession(port: number): Session {
  const token = secret();
  const key = secret();
  // Cookies do not know ports: without it in the name two hosts would log each other out.
  const name = `phaselock-${port}`;
  let spent = false;
  return {
    token,
    exchange(offered) {
      if (spent || !sameSecret(offered, token)) return null;
      spent = true;
      return `${name}=${key}; Path=/; HttpOnly; SameSite=Strict`;
    },
    holds(cookieHeader) {
      const cookies = (cookieHeader ?? '').split(';').map((cookie) => cookie.trim().split('='));
      return cookies.some(([cookie, value]) => cookie === name && sameSecret(value ?? '', key));
    },
  };
}

const secret = (): string => randomBytes(32).toString('base64url');

function sameSecret(offered: string, right: string): boolean {
  const a = Buffer.from(offered);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
