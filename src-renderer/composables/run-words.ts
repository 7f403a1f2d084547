import type { RunStatus, RunSummary } from '../../src-shared/contract/run-documents.ts';
export { isActive } from '../../src-shared/contract/run-status.ts';
import { studyTitles } from '../../src-shared/studies/catalogue.ts';
import type { Tone } from './margin-words.ts';

interface StatusLook {
  readonly tone: Tone;
  readonly word: string;
  readonly sign?: 'waiting' | 'working' | 'held';
}

/** How the state of a run is said. */
export const runStatus: Record<RunStatus, StatusLook> = {
  queued: { tone: 'neutral', word: 'Queued', sign: 'waiting' },
  paused: { tone: 'neutral', word: 'Paused', sign: 'held' },
  running: { tone: 'neutral', word: 'Running', sign: 'working' },
  finished: { tone: 'ok', word: 'Finished' },
  'no-answer': { tone: 'warning', word: 'No answer' },
  cancelled: { tone: 'neutral', word: 'Cancelled' },
  failed: { tone: 'danger', word: 'Failed' },
};

/** A run of one piece that has begun cannot stop on the way. */
export const canPause = ({ status, queue }: Pick<RunSummary, 'status' | 'queue'>): boolean =>
  status === 'queued' || (status === 'running' && (queue?.pieces ?? 0) > 1);

/** What was asked, in a few words. */
export const runTitle = ({ title, kind }: Pick<RunSummary, 'title' | 'kind'>): string =>
  title === '' ? studyTitles[kind] : title;
