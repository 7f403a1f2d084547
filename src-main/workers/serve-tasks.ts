import { parentPort } from 'node:worker_threads';

import { applyEdit } from '../../src-shared/grid/edits.ts';
import type { StudySubject } from '../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import type { StudyContext } from '../../src-shared/studies/study-room.ts';
import { jobControl } from './job-control.ts';
import type { NetworkDelivery, TaskMessage, TaskOutcome } from './messages.ts';

/** Answers one chunk of one kind of question; only it knows what network, spec and chunks it gets. */
type AnswerChunk = (network: never, spec: never, chunk: never, context: StudyContext) => unknown;

/** The thread's whole life: answers tasks, one at a time, in the order in which they come. */
export function serveTasks(questions: Readonly<Record<string, AnswerChunk>>): void {
  const port = parentPort;
  if (!port) throw new Error('serveTasks runs in a worker thread only: start it with new Worker.');
  const networks = new Map<string, { version: number; network: StudySubject }>();

  const receive = (delivery: NetworkDelivery): StudySubject => {
    const network = delivery.whole ?? updated(networks.get(delivery.key)?.network, delivery);
    networks.set(delivery.key, { version: delivery.version, network });
    return network;
  };

  const answer = (task: TaskMessage): TaskOutcome => {
    for (const key of task.forget) networks.delete(key);
    const network = receive(task.network);
    const question = questions[task.question];
    if (!question) throw new Error(`No study answers '${task.question}': register it.`);
    const control = jobControl(task.control);
    if (control.stopped()) return { kind: 'stopped', value: undefined };
    const value = question(network as never, task.spec as never, task.chunk as never, {
      seed: task.seed,
      stopped: control.stopped,
      progress: (fraction) => control.report(task.chunkIndex, fraction),
    });
    if (control.stopped()) return { kind: 'stopped', value };
    control.report(task.chunkIndex, 1);
    return { kind: 'done', value };
  };

  port.on('message', (task: TaskMessage) => {
    const outcome = orFailure(() => answer(task));
    try {
      port.postMessage(outcome, 'value' in outcome ? buffersOf(outcome.value) : []);
    } catch (error) {
      // A study answered with something that no message carries, a function for instance.
      port.postMessage(failure(error));
    }
  });
}

function updated(held: StudySubject | undefined, delivery: NetworkDelivery): StudySubject {
  if (!held) throw new Error(`The thread does not have network ${delivery.key}.`);
  if (!delivery.edits) return held;
  if (held.kind !== 'grid') throw new Error('Only a power network can be edited.');
  let { grid } = held;
  for (const edit of delivery.edits) grid = applyEdit(grid, edit).grid;
  return { kind: 'grid', grid };
}

function orFailure(work: () => TaskOutcome): TaskOutcome {
  try {
    return work();
  } catch (error) {
    return error instanceof StudyRefusal
      ? { kind: 'refused', message: error.message }
      : failure(error);
  }
}

function failure(error: unknown): TaskOutcome {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'failed', message, stack: stack ?? message };
}

/** Buffers of the arrays in a value, each once: they move to the main thread without a copy. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteLength } = value;
    const whole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
    if (whole) found.add(buffer);
  } else if (typeof value === 'object' && value !== null) {
    // Long lists hold plain elements, never arrays: looking at the first tells.
    const inner = Array.isArray(value) ? value.slice(0, 1) : Object.values(value);
    for (const part of inner) buffersOf(part, found);
  }
  return [...found];
}
