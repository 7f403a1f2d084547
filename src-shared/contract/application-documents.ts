import type { Message } from '../grid/validation.ts';

/** What the product ships with, how it is set up, and the files that it hands out. */

export interface SampleSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly sources: readonly string[];
  readonly buses: number;
  readonly branches: number;
  readonly generators: number;
  /** The diagram in small: x1, y1, x2, y2 of every branch between buses that are placed. */
  readonly outline: readonly number[];
}

export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  /** Saved panel layouts, by screen. */
  readonly layouts: Readonly<Record<string, unknown>>;
}

export interface ApplicationInfo {
  readonly version: string;
  readonly shell: 'electron' | 'host' | 'cli';
  /** The project file that holds everything. */
  readonly projectFile: string;
  /** Why it can only be looked at, and what helps; null where it can be written. */
  readonly onlyRead: string | null;
  readonly workers: number;
  /** Where PDF reports can be made here, by what; null where they cannot. */
  readonly pdfPrinter: string | null;
}

export interface ReportFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A network as a file to be saved, and what whoever saves it should know. */
export interface NetworkFile extends ReportFile {
  readonly messages: readonly Message[];
}
