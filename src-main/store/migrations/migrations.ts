import { project } from './0001-project.ts';
import { importSource } from './0002-import-source.ts';
import { runQueue } from './0003-run-queue.ts';
import { scenarioChanges } from './0004-scenario-changes.ts';
import { numbersGiven } from './0005-numbers-given.ts';

/** Step k takes a file from schema k to k + 1. Steps are only ever added, never changed. */
export const migrations: readonly string[] = [
  project,
  importSource,
  runQueue,
  scenarioChanges,
  numbersGiven,
];
