/**
 * Lets the chunks of a job go to threads, or holds back those that have not begun. Chunks that are
 * under way when it closes come to their end.
 */
export interface Gate {
  readonly isOpen: () => boolean;
  readonly open: () => void;
  readonly close: () => void;
  /** Whoever hands out chunks looks again when it opens. */
  readonly onOpen: (listener: () => void) => void;
}

export function createGate(): Gate {
  let opened = false;
  let listener: (() => void) | null = null;
  return {
    isOpen: () => opened,
    open() {
      if (opened) return;
      opened = true;
      listener?.();
    },
    close: () => void (opened = false),
    onOpen: (given) => void (listener = given),
  };
}
