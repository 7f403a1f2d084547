import type { MessageList } from '../message-list.ts';
import { LineCursor } from '../line-cursor.ts';
import type { RawLine } from '../line-cursor.ts';
import { parseHeader } from './parse-header.ts';
import type { RawHeader } from './parse-header.ts';
import { endsFile, endsSection, labelsOf, sectionOrder } from './sections.ts';
import type { SectionName } from './sections.ts';

/** A RAW file cut into its sections; nothing in them is read yet. */
export interface RawDocument {
  readonly header: RawHeader;
  /** Reactance below which a line without resistance joins its buses. */
  readonly zeroImpedancePu: number;
  readonly sections: ReadonlyMap<SectionName, readonly RawLine[]>;
}

/**
 * Cuts a RAW file into its sections by their order, which is fixed, and checks it against the
 * labels, which vary. Null where the first line or the end makes reading on pointless.
 */
export function parseRaw(text: string, messages: MessageList): RawDocument | null {
  const cursor = new LineCursor(text);
  const header = parseHeader(cursor, messages);
  if (!header) return null;
  const splitter = new SectionSplitter(header.version, messages);
  let line = cursor.nextData();
  while (line !== null && splitter.take(line)) line = cursor.nextData();
  if (line === null) splitter.checkEnd(cursor.line);
  if (messages.hasErrors) return null;
  return { header, zeroImpedancePu: splitter.zeroImpedancePu, sections: splitter.sections };
}

/** PSS/E numbers buses up to 999,997; of the branches of the largest networks it is far away too. */
const MOST_LINES = 1_000_000;

class SectionSplitter {
  readonly sections = new Map<SectionName, RawLine[]>();
  zeroImpedancePu = 1e-4;
  readonly #version: number;
  readonly #order: readonly SectionName[];
  readonly #messages: MessageList;
  #index = 0;
  #beyond = 0;

  constructor(version: number, messages: MessageList) {
    this.#version = version;
    this.#order = sectionOrder(version);
    this.#messages = messages;
  }

  /** Takes one line; false where it ends the file. */
  take(line: RawLine): boolean {
    const section = this.#order[this.#index];
    if (endsFile(line.text)) return false;
    if (section === undefined) this.#noteBeyond(line);
    else if (this.#isSystemWide(section, line.text)) this.#readSetting(line.text);
    else if (section !== 'substation' && endsSection(line.text)) this.#close(section, line);
    else {
      const lines = this.sections.get(section);
      if (lines) lines.push(line);
      else this.sections.set(section, [line]);
      return lines === undefined || this.#isWithinReason(section, lines.length, line);
    }
    return true;
  }

  #isWithinReason(section: SectionName, lines: number, { line }: RawLine): boolean {
    if (lines <= MOST_LINES) return true;
    this.#messages.error(
      `There are more than ${MOST_LINES} lines of ${section} data, more than any network has: check the file.`,
      line,
    );
    return false;
  }

  /** Versions 34 and 35 may begin with settings, closed like a section of their own. */
  #isSystemWide(section: SectionName, text: string): boolean {
    if (this.#version < 34 || section !== 'bus' || this.sections.has('bus')) return false;
    return /^\s*[A-Z]/i.test(text) || (endsSection(text) && !/END\s+OF\s+BUS/i.test(text));
  }

  #readSetting(text: string): void {
    const value = Number(/THRSHZ\s*=\s*([^,\s]+)/i.exec(text)?.[1] ?? NaN);
    if (value >= 0 && value < 0.1) this.zeroImpedancePu = value;
  }

  #close(section: SectionName, { text, line }: RawLine): void {
    const { ends, begins } = labelsOf(text);
    if (ends !== null && ends !== section) {
      this.#messages.warning(
        `This line says that it ends the ${ends} data where the ${section} data of version ${this.#version} should end: the order of the format counts; check the version in line 1.`,
        line,
      );
    }
    this.#index++;
    const expected = this.#order[this.#index];
    const labelled = begins === null ? -1 : this.#order.indexOf(begins);
    if (begins === null || begins === expected) return;
    if (labelled > this.#index) {
      this.#messages.warning(
        `The ${begins} data begin here, although ${expected ?? 'nothing'} should follow in version ${this.#version}: the sections between are taken as missing.`,
        line,
      );
      this.#index = labelled;
    } else {
      this.#messages.warning(
        `This line says that the ${begins} data begin, which version ${this.#version} does not have at this place: they are read as ${expected ?? 'nothing'}; check the version in line 1.`,
        line,
      );
    }
  }

  #noteBeyond({ text, line }: RawLine): void {
    if (endsSection(text) || this.#beyond++ > 0) return;
    this.#messages.warning(
      `The lines from here on belong to no section of version ${this.#version}: they are left out.`,
      line,
    );
  }

  /** Sections at the end may be missing, but not the network itself. */
  checkEnd(line: number): void {
    const section = this.#order[this.#index];
    if (section === undefined) return;
    const isOpen = this.sections.has(section) && section !== 'substation';
    const needed = this.#order.indexOf('transformer');
    if (this.#index < needed || (isOpen && this.#index === needed)) {
      this.#messages.error(
        `The file ends in the ${section} data, before the network is complete: fetch the whole file again.`,
        line,
      );
    } else if (isOpen) {
      this.#messages.warning(
        `The file ends in the ${section} data without a closing line: check that it is whole.`,
        line,
      );
    }
  }
}
