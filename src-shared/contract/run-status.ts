import type { RunSummary } from './run-documents.ts';

/** It has not come to its end. */
export const isActive = ({ status }: Pick<RunSummary, 'status'>): boolean =>
  status === 'queued' || status === 'running' || status === 'paused';
