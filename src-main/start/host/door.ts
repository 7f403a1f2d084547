import { createSession } from './session.ts';
import type { Session } from './session.ts';

/** What every request is judged by. */
export interface Door {
  /** `127.0.0.1:port`, the only name that the host answers to. */
  readonly host: string;
  readonly origin: string;
  readonly session: Session;
}

export function createDoor(port: number): Door {
  const host = `127.0.0.1:${port}`;
  return { host, origin: `http://${host}`, session: createSession(port) };
}
