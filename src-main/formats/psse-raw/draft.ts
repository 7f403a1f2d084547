import type { Branch, Bus, Generator, Load, Shunt } from '../../../src-shared/grid/grid-case.ts';
import type { MessageList } from '../message-list.ts';
import type { RawHeader } from './parse-header.ts';

/** An element with its line in the file. */
export interface Placed<Element> {
  readonly element: Element;
  readonly line: number;
}

/** A branch without impedance in service: its two buses are one. */
export interface ZeroImpedanceLink {
  readonly from: number;
  readonly to: number;
  /** As in “the line 5–7 circuit 1”. */
  readonly label: string;
  readonly line: number;
}

/** What PSS/E knows of a machine that the network has no place for, on the machine's own base. */
export interface MachineSource {
  /** Reactance of the Thévenin source: x'd of a classical machine. */
  readonly sourceReactancePu: number;
  /** Of the step-up transformer that is part of the machine; 0 where there is none. */
  readonly stepUpReactancePu: number;
}

/** The network while it is being read. */
export interface Draft {
  readonly header: RawHeader;
  readonly zeroImpedancePu: number;
  readonly messages: MessageList;
  readonly busOf: Map<number, Bus>;
  readonly buses: Placed<Bus>[];
  readonly branches: Placed<Branch>[];
  readonly generators: Placed<Generator>[];
  readonly loads: Placed<Load>[];
  readonly shunts: Placed<Shunt>[];
  readonly links: ZeroImpedanceLink[];
  /** By `bus-id` as in the file. */
  readonly machines: Map<string, MachineSource>;
  /** Lines of what has been read, by the element's name; tells duplicates. */
  readonly lineOf: Map<string, number>;
}

export function emptyDraft(
  header: RawHeader,
  zeroImpedancePu: number,
  messages: MessageList,
): Draft {
  return {
    header,
    zeroImpedancePu,
    messages,
    busOf: new Map(),
    buses: [],
    branches: [],
    generators: [],
    loads: [],
    shunts: [],
    links: [],
    machines: new Map(),
    lineOf: new Map(),
  };
}

/**
 * Whether an element can be kept: its buses exist and nothing of its name came before. What is
 * left out is said: an error where it is in service at a bus that does not exist.
 */
export function isKept(
  draft: Draft,
  label: string,
  key: string,
  buses: readonly number[],
  inService: boolean,
  line: number,
): boolean {
  const { busOf, lineOf, messages } = draft;
  const missing = [...new Set(buses)].filter((bus) => !busOf.has(bus));
  if (missing.length > 0) {
    const names = `bus ${missing.join(' and bus ')}, which does not exist`;
    if (inService) {
      messages.error(`${label} names ${names}: add the bus or correct the number.`, line);
    } else {
      messages.note(`${label}, out of service, names ${names}: it is left out.`, line);
      countLeftOut(key, messages);
    }
    return false;
  }
  const before = lineOf.get(key);
  if (before !== undefined) {
    messages.warning(
      `${label} is there twice, on lines ${before} and ${line}: the first one is kept.`,
      line,
    );
    countLeftOut(key, messages);
    return false;
  }
  lineOf.set(key, line);
  return true;
}

/** Transformers are branches; a DC line is none. */
function countLeftOut(key: string, messages: MessageList): void {
  const [prefix = ''] = key.split('/');
  if (prefix === 'load' || prefix === 'shunt' || prefix === 'generator') {
    messages.count('dropped', prefix);
  } else if (prefix !== 'dc') messages.count('dropped', 'branch');
}
