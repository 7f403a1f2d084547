import { largestFileBytes } from './contract.ts';

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

/** Why a file is refused by its size, and what to look at; null where it may be read. */
export const whyTooLarge = (bytes: number): string | null =>
  bytes <= largestFileBytes ? null : tooLargeText(bytes);

/** The same where the size is known to be too large. */
export const tooLargeText = (bytes: number): string =>
  `It has ${megabytes(bytes)}; at most ${megabytes(largestFileBytes)} are read, which is far more than any network needs. Check that it is the right file.`;
