import type { RunSummary } from '../../src-shared/contract/documents.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { instant } from './numbers.ts';

/** Which run a section rests on, and a warning where the network has moved on since. */
export function runRemark(run: RunSummary): Markup {
  const stale = run.stale
    ? html`<p class="warning">
        These figures belong to an earlier state of the network (${run.revisionHash.slice(0, 12)}).
        Run the study again before you rely on them.
      </p>`
    : null;
  return html`${stale}
    <p class="remark">
      Run ${run.id} of ${instant(run.finishedAt ?? run.createdAt)}: ${run.title}.
    </p>`;
}
