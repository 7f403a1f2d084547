/** What a study tells while it runs, for whoever waits at the terminal or reads a log. */
export interface ProgressLine {
  readonly show: (fraction: number) => void;
  /** Leaves the terminal as it was. */
  readonly end: () => void;
}

export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/** One line that rewrites itself on a terminal; elsewhere a plain line at every tenth. */
export function progressLine(title: string, output: ProgressOutput): ProgressLine {
  let shown = -1;
  if (output.isTTY === true) {
    return {
      show(fraction) {
        const percent = Math.floor(fraction * 100);
        if (percent === shown) return;
        shown = percent;
        output.write(`\r${title}: ${percent} %\u001b[K`);
      },
      end() {
        if (shown >= 0) output.write('\r\u001b[K');
      },
    };
  }
  return {
    show(fraction) {
      const tenth = Math.floor(fraction * 10);
      if (tenth <= shown) return;
      shown = tenth;
      output.write(`${title}: ${tenth * 10} %\n`);
    },
    end: () => undefined,
  };
}
