import { defineStore } from 'pinia';
import { ref } from 'vue';

import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { ErrorCode } from '../../src-shared/contract/errors.ts';
import { EditError } from '../../src-shared/grid/edits.ts';

export type MessageKind = 'error' | 'warning' | 'info' | 'done';

export interface UserMessage {
  readonly id: number;
  readonly kind: MessageKind;
  readonly title: string;
  /** What happened, where, and what to do about it. */
  readonly text: string;
  /** Taking back what was just done, instead of asking before. */
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

export type NewMessage = Partial<Pick<UserMessage, 'text' | 'action'>> &
  Pick<UserMessage, 'kind' | 'title'>;

const titles: Record<ErrorCode, string> = {
  'invalid-request': 'This cannot be asked',
  'not-found': 'It is no longer there',
  'unreadable-input': 'The file cannot be read',
  refused: 'This is not possible here',
  conflict: 'The network changed elsewhere',
  cancelled: 'Cancelled',
  storage: 'It could not be stored',
  unavailable: 'Not available now',
  internal: 'Something went wrong inside',
};

/** What the user is told about things that happened, newest last. */
export const useMessages = defineStore('messages', () => {
  const messages = ref<UserMessage[]>([]);
  let lastId = 0;

  function show({ kind, title, text = '', action = null }: NewMessage): void {
    const same = messages.value.find((old) => old.title === title && old.text === text);
    if (same) dismiss(same.id);
    messages.value = [...messages.value, { id: ++lastId, kind, title, text, action }];
  }

  function dismiss(id: number): void {
    messages.value = messages.value.filter((message) => message.id !== id);
  }

  /** Reason and remedy of anything thrown; what the user cancelled is no news to the user. */
  function fail(error: unknown): void {
    if (error instanceof PhaselockError) {
      if (error.code !== 'cancelled') {
        show({ kind: 'error', title: titles[error.code], text: error.message });
      }
    } else if (error instanceof EditError) {
      show({ kind: 'error', title: 'The edit was not made', text: error.message });
    } else {
      const text = error instanceof Error ? error.message : String(error);
      show({ kind: 'error', title: titles.internal, text });
    }
  }

  return { messages, show, dismiss, fail };
});
