/** What would go for good out of the bin. Nothing is done yet. */
export interface BinContents {
  /** With those of the bin that follow them. */
  readonly going: readonly { readonly id: number; readonly name: string }[];
  readonly staying: readonly StayingScenario[];
  readonly runs: number;
  /** Of these runs: those that have not ended, and are cancelled first. */
  readonly activeRuns: number;
  readonly bytes: number;
}

/** A scenario whose network others are made of, which are not in the bin. */
export interface StayingScenario {
  readonly id: number;
  readonly name: string;
  /** Their names. */
  readonly followedBy: readonly string[];
}

/** What is gone. */
export interface BinEmptied {
  readonly scenarios: number;
  readonly runs: number;
  /** Given back to the disk; the room of what could not be is used for what comes. */
  readonly bytesGivenBack: number;
}

/** Why it cannot go, and what to do about it. */
export const whyItStays = ({ name, followedBy }: StayingScenario): string =>
  `“${name}” stays in the bin, because ${listed(followedBy)} ${followedBy.length === 1 ? 'follows' : 'follow'} it: move what follows it elsewhere (M) or to the bin first.`;

const listed = (names: readonly string[]): string =>
  names
    .map((name) => `“${name}”`)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' and ');
