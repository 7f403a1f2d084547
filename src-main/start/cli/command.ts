import type { ProductParts } from '../locations.ts';

export interface OptionDescription {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** What stands for its value in the help: `FILE`, `N`. */
  readonly value?: string;
  readonly help: string;
}

export type OptionDescriptions = Readonly<Record<string, OptionDescription>>;

/** What was given to a command, checked for unknown and incomplete options. */
export interface GivenArguments {
  readonly positionals: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly texts: (option: string) => readonly string[];
  readonly flag: (option: string) => boolean;
  /** A whole number of at least `least`. */
  readonly whole: (option: string, least: number) => number | undefined;
}

export interface CommandContext {
  readonly parts: ProductParts;
  /** Aborted by Ctrl+C. */
  readonly stop: AbortSignal;
}

export interface Command {
  readonly name: string;
  /** After the name: `FILE [--to FILE]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: OptionDescriptions;
  /** More for `--help`, beyond the options. */
  readonly details?: () => string;
  readonly run: (given: GivenArguments, context: CommandContext) => Promise<number>;
}

export const exitCodes = {
  done: 0,
  /** The study ran and found no answer. */
  noAnswer: 1,
  wrongUse: 2,
  /** A defect of ours; the log says more. */
  defect: 70,
  cancelled: 130,
} as const;
