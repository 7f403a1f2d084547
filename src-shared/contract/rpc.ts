import { z } from 'zod';

import type { EventMap, EventName, MethodName, ReplyOf, RequestOf } from './contract.ts';
import { PhaselockError } from './errors.ts';
import type { ErrorCode } from './errors.ts';

/**
 * Requests, replies, events and cancellation over any carrier that delivers messages in order
 * (Electron's IPC, a WebSocket, a function call). Neither end knows which it is.
 */

const requestId = z.number().int().positive();

export const clientMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('request'),
    id: requestId,
    method: z.string().max(100),
    /** Checked by the dispatcher against the method's own schema. */
    payload: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('cancel'), id: requestId }),
]);

export const serverMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), id: requestId, result: z.unknown() }),
  z.strictObject({
    kind: z.literal('error'),
    id: requestId,
    code: z.string(),
    message: z.string(),
  }),
  z.strictObject({ kind: z.literal('event'), name: z.string(), data: z.unknown() }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/** What answers a request. Fails with PhaselockError; anything else counts as a defect. */
export type Dispatch = (method: string, payload: unknown, signal: AbortSignal) => Promise<unknown>;

/** The main process's end of one connection. */
export interface RpcServer {
  /** @throws PhaselockError `invalid-request` where the message is none of ours. */
  readonly receive: (message: unknown) => void;
  readonly emit: <Name extends EventName>(name: Name, data: EventMap[Name]) => void;
  /** Cancels what still runs for this connection and says nothing more. */
  readonly close: () => void;
}

export function createRpcServer(
  dispatch: Dispatch,
  send: (message: ServerMessage) => void,
): RpcServer {
  const running = new Map<number, AbortController>();
  let closed = false;

  const answer = async (id: number, method: string, payload: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const result = await dispatch(method, payload, controller.signal);
      if (!closed) send({ kind: 'reply', id, result });
    } catch (error) {
      if (!closed) send({ kind: 'error', id, ...describeError(error) });
    } finally {
      running.delete(id);
    }
  };

  return {
    receive(message) {
      const parsed = clientMessageSchema.safeParse(message);
      if (!parsed.success) throw unknownMessage('request', parsed.error);
      if (parsed.data.kind === 'cancel') {
        running.get(parsed.data.id)?.abort();
      } else {
        void answer(parsed.data.id, parsed.data.method, parsed.data.payload);
      }
    },
    emit(name, data) {
      if (!closed) send({ kind: 'event', name, data });
    },
    close() {
      closed = true;
      for (const controller of running.values()) controller.abort();
    },
  };
}

export interface CallOptions {
  /** Aborting it cancels the request over there and fails the call here, with `cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

/** The renderer's end of one connection. */
export interface RpcClient {
  readonly call: <Name extends MethodName>(
    name: Name,
    request: RequestOf<Name>,
    options?: CallOptions,
  ) => Promise<ReplyOf<Name>>;
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (data: EventMap[Name]) => void,
  ) => () => void;
  /** @throws PhaselockError `invalid-request` where the message is none of ours. */
  readonly receive: (message: unknown) => void;
  /** Fails every call that still waits: the connection is gone. */
  readonly failAll: (error: PhaselockError) => void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function createRpcClient(send: (message: ClientMessage) => void): RpcClient {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(data: never) => void>>();
  let lastId = 0;

  const take = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    return found;
  };

  const call = (method: string, payload: unknown, signal?: AbortSignal): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(cancelled());
        return;
      }
      const id = ++lastId;
      const cancel = (): void => {
        take(id)?.reject(cancelled());
        send({ kind: 'cancel', id });
      };
      const settled = (): void => signal?.removeEventListener('abort', cancel);
      signal?.addEventListener('abort', cancel);
      waiting.set(id, {
        resolve(result) {
          settled();
          resolve(result);
        },
        reject(error) {
          settled();
          reject(error);
        },
      });
      try {
        send({ kind: 'request', id, method, payload });
      } catch (error) {
        take(id)?.reject(error as Error);
      }
    });

  return {
    call: (name, request, options) =>
      call(name, request, options?.signal) as Promise<ReplyOf<typeof name>>,
    on(name, listener) {
      const ofName = listeners.get(name) ?? new Set();
      listeners.set(name, ofName.add(listener));
      return () => ofName.delete(listener);
    },
    receive(message) {
      const parsed = serverMessageSchema.safeParse(message);
      if (!parsed.success) throw unknownMessage('answer', parsed.error);
      const { data } = parsed;
      switch (data.kind) {
        case 'reply':
          take(data.id)?.resolve(data.result);
          break;
        case 'error':
          take(data.id)?.reject(new PhaselockError(data.code as ErrorCode, data.message));
          break;
        case 'event':
          for (const listener of listeners.get(data.name) ?? []) listener(data.data as never);
      }
    },
    failAll(error) {
      for (const id of [...waiting.keys()]) take(id)?.reject(error);
    },
  };
}

/** Only what was meant for the user leaves the process; a defect shows no inner detail. */
function describeError(error: unknown): { code: ErrorCode; message: string } {
  if (error instanceof PhaselockError) return { code: error.code, message: error.message };
  return {
    code: 'internal',
    message:
      'Phaselock met a defect and could not answer. The log file says where; your network is safe.',
  };
}

const cancelled = (): PhaselockError => new PhaselockError('cancelled', 'Cancelled.');

const unknownMessage = (what: string, cause: z.ZodError): PhaselockError =>
  new PhaselockError('invalid-request', `The message is no ${what} of this application.`, {
    cause,
  });
