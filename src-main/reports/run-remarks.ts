import type { RunSummary } from '../../src-shared/contract/run-documents.ts';
import { remark, warning } from './blocks.ts';
import type { Block } from './blocks.ts';
import { instant } from './numbers.ts';

/** Which run a section rests on, and a warning where the network has moved on since. */
export function runRemarks(run: RunSummary): Block[] {
  const stale = `These figures belong to an earlier state of the network (${run.revisionHash.slice(0, 12)}). Run the study again before you rely on them.`;
  return [
    ...(run.stale ? [warning(stale)] : []),
    remark(`Run ${run.id} of ${instant(run.finishedAt ?? run.createdAt)}: ${run.title}.`),
  ];
}
