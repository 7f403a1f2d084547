import { largestFileBytes } from '../../src-shared/contract/contract.ts';

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

/** Why a file is refused by its size, and what to look at. */
export const tooLargeText = (bytes: number): string =>
  `It has ${megabytes(bytes)}; at most ${megabytes(largestFileBytes)} are read, which is far more than any network needs. Check that it is the right file.`;
