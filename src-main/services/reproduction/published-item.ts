import type {
  PublishedResult,
  Reproduction,
  ReproductionChart,
  ReproductionRow,
} from '../../../src-shared/contract/reproduction.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { specSchemas } from '../../../src-shared/studies/catalogue.ts';
import type {
  ResultOf,
  SpecOf,
  StudyKind,
  StudySubject,
} from '../../../src-shared/studies/catalogue.ts';
import type { Engine } from '../engine.ts';

/** How a published result is computed anew. */
export interface PublishedItem extends PublishedResult {
  /** Questions that it puts to the engine, for the progress. */
  readonly questions: number;
  readonly compute: (lab: Lab) => Promise<Findings>;
}

export interface Findings {
  readonly rows: readonly ReproductionRow[];
  readonly charts?: readonly ReproductionChart[];
  readonly missing?: readonly string[];
}

/** What an item may use. */
export interface Lab {
  readonly quick: boolean;
  /** The study of this name, its spec as one writes it by hand. */
  readonly ask: <Kind extends StudyKind>(
    kind: Kind,
    network: StudySubject,
    spec?: object,
  ) => Promise<ResultOf<Kind>>;
  /** A network that the product does not ship; null where it is not at hand either. */
  readonly caseFile: (name: string) => GridCase | null;
}

export interface ReproductionOptions {
  readonly quick: boolean;
  readonly seed: number;
  readonly caseFile: Lab['caseFile'];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Runs one item: its verdict stands if every figure is as expected. */
export async function reproduce(
  { questions, compute, ...item }: PublishedItem,
  engine: Pick<Engine, 'run'>,
  { quick, seed, caseFile, signal, onProgress }: ReproductionOptions,
): Promise<Reproduction> {
  let answered = 0;
  let isShortened = false;
  const lab: Lab = {
    get quick() {
      isShortened = quick;
      return quick;
    },
    caseFile,
    async ask<Kind extends StudyKind>(kind: Kind, network: StudySubject, spec: object = {}) {
      const whole = specSchemas[kind].parse(spec) as SpecOf<Kind>;
      const result = await engine.run(
        { kind, network, spec: whole, seed },
        {
          signal,
          onProgress: (fraction) => onProgress?.((answered + fraction) / questions),
        },
      );
      answered++;
      return result;
    },
  };
  const { rows, charts = [], missing = [] } = await compute(lab);
  const isExplained = rows.length > 0 && rows.every(({ explained }) => explained);
  const verdict = isExplained ? item.verdict : 'unexplained';
  return { ...item, verdict, rows, charts, missing, quick: isShortened, seed };
}
