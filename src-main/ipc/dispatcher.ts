import { contract } from '../../src-shared/contract/contract.ts';
import type { MethodName } from '../../src-shared/contract/contract.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { Dispatch } from '../../src-shared/contract/rpc.ts';
import type { DefectLog } from '../services/defect-log.ts';
import { describeIssues } from '../services/schema-issues.ts';
import type { Bindings } from './bindings.ts';

type Answer = (request: unknown, signal: AbortSignal) => unknown;

/**
 * The one door into the application: a payload is checked against the contract before a service
 * sees it, and whatever a service throws leaves as a code and a sentence for the user. A defect is
 * written to the log here, once, and shows nothing of its inside.
 */
export function createDispatcher(bindings: Bindings, log: DefectLog): Dispatch {
  return async (method, payload, signal) => {
    if (!isMethod(method)) {
      throw new PhaselockError(
        'invalid-request',
        `There is no request '${method}': window and program are of different versions, start both anew.`,
      );
    }
    const request = checked(method, payload);
    try {
      return await (bindings[method] as Answer)(request, signal);
    } catch (error) {
      if (error instanceof PhaselockError) throw error;
      log.write(method, error, context(request));
      throw new PhaselockError(
        'internal',
        'Phaselock met a defect and could not answer. The log file says where; your network is safe.',
        { cause: error },
      );
    }
  };
}

const isMethod = (method: string): method is MethodName => Object.hasOwn(contract, method);

function checked(method: MethodName, payload: unknown): unknown {
  const parsed = contract[method].request.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new PhaselockError('invalid-request', `${method}: ${describeIssues(parsed.error)}`, {
    cause: parsed.error,
  });
}

/** What finds the case again: which scenario, which study, which seed; no user data. */
function context(request: unknown): Record<string, unknown> {
  const { scenarioId, runId, kind, seed } = request as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries({ scenarioId, runId, kind, seed }).filter(([, value]) => value !== undefined),
  );
}
