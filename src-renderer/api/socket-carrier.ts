import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { decodeFrame, encodeFrame } from '../../src-shared/contract/frame.ts';
import type { Carrier, CarrierEvents } from './carrier.ts';

const lostRemedy =
  'The Phaselock host does not answer. What was marked as saved is on disk. If the host was ' +
  'stopped, start it again and open the address that it prints; this page keeps trying until then.';
const endedRemedy =
  'This page no longer belongs to a running Phaselock host. Close it, and open the address that ' +
  'the host printed when it started, or start the host again.';

const firstRetryMilliseconds = 250;
const slowestRetryMilliseconds = 5000;

/** The loopback host: one WebSocket, reopened after growing pauses whenever it is lost. */
export function socketCarrier(origin: string): Carrier {
  let socket: WebSocket | null = null;
  let failures = 0;

  function connect(events: CarrierEvents): void {
    const opening = new WebSocket(`${origin.replace(/^http/, 'ws')}/rpc`);
    opening.binaryType = 'arraybuffer';
    opening.onopen = () => {
      failures = 0;
      events.changed({ state: 'open', remedy: null });
    };
    opening.onmessage = ({ data }) => receive(events, opening, data);
    opening.onclose = () => void reconnect(events);
    socket = opening;
  }

  async function reconnect(events: CarrierEvents): Promise<void> {
    if (await sessionHasEnded(origin)) {
      events.changed({ state: 'ended', remedy: endedRemedy });
      return;
    }
    events.changed({ state: 'lost', remedy: lostRemedy });
    const pause = Math.min(firstRetryMilliseconds * 2 ** failures, slowestRetryMilliseconds);
    failures += 1;
    setTimeout(() => connect(events), pause);
  }

  return {
    open: connect,
    send(message) {
      if (socket?.readyState !== WebSocket.OPEN) {
        throw new PhaselockError('unavailable', lostRemedy);
      }
      socket.send(encodeFrame(message));
    },
  };
}

/** A frame that cannot be read means that the two ends disagree: a fresh connection is the cure. */
function receive(events: CarrierEvents, socket: WebSocket, data: unknown): void {
  let message: unknown;
  try {
    message = decodeFrame(new Uint8Array(data as ArrayBuffer));
  } catch {
    socket.close();
    return;
  }
  events.received(message);
}

/** A WebSocket that fails to open does not tell why; the host refuses a lost session with 401. */
async function sessionHasEnded(origin: string): Promise<boolean> {
  try {
    const { status } = await fetch(`${origin}/session`, { cache: 'no-store' });
    return status === 401;
  } catch {
    return false;
  }
}
