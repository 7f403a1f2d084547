import { elementKey } from '../../src-shared/grid/element-ref.ts';
import type {
  PowerFlowBranch,
  PowerFlowBus,
  PowerFlowGenerator,
  PowerFlowResult,
} from '../../src-shared/studies/power-flow.ts';

/** What a power flow found of single elements; null for what it has no solution of. */
export interface PowerFlowByElement {
  readonly bus: (number: number) => PowerFlowBus | null;
  /** By the key of the element. */
  readonly branch: (key: string) => PowerFlowBranch | null;
  readonly generator: (key: string) => PowerFlowGenerator | null;
}

type Solution = Pick<PowerFlowResult, 'buses' | 'branches' | 'generators' | 'islands'>;

/** Only of the islands that have a solution; null where none has. */
export function powerFlowByElement(result: Solution): PowerFlowByElement | null {
  const solved = result.buses.filter(
    ({ island }) => result.islands[island]?.status === 'converged',
  );
  if (solved.length === 0) return null;
  const buses = new Map(solved.map((bus) => [bus.bus, bus]));
  const branches = new Map(
    result.branches.map((branch) => {
      const { from, to, circuit } = branch;
      return [elementKey({ kind: 'branch', from, to, circuit }), branch];
    }),
  );
  const generators = new Map(
    result.generators.map((machine) => {
      const { bus, id } = machine;
      return [elementKey({ kind: 'generator', bus, id }), machine];
    }),
  );
  const ofSolved = <Row>(row: Row | undefined, bus: (row: Row) => number): Row | null =>
    row !== undefined && buses.has(bus(row)) ? row : null;
  return {
    bus: (number) => buses.get(number) ?? null,
    branch: (key) => ofSolved(branches.get(key), ({ from }) => from),
    generator: (key) => ofSolved(generators.get(key), ({ bus }) => bus),
  };
}
