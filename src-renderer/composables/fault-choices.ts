import { elementLabel, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Bus, GridCase } from '../../src-shared/grid/grid-case.ts';
import { searchText } from '../../src-shared/grid/search-text.ts';

/** '38', 'Bus 38', '38 North' as offered, or a name that one bus alone has. */
export function busNamed(grid: GridCase, text: string): Bus | null {
  const wanted = searchText(text);
  if (wanted === '') return null;
  const live = liveBuses(grid);
  const byNumber = live.find((bus) =>
    [`${bus.number}`, `bus ${bus.number}`, searchText(busChoice(bus))].includes(wanted),
  );
  if (byNumber) return byNumber;
  const [only, ...others] = live.filter(({ name }) => searchText(name) === wanted);
  return only && others.length === 0 ? only : null;
}

/** The buses that what has been typed may become, as '38 North'. */
export function busChoices(grid: GridCase, text: string, most: number): string[] {
  const wanted = searchText(text);
  const found: string[] = [];
  for (const bus of liveBuses(grid)) {
    if (found.length === most) break;
    if (searchText(busChoice(bus)).includes(wanted)) found.push(busChoice(bus));
  }
  return found;
}

/** The branches in service at a bus, any of which may trip to clear a fault there. */
export function clearingBranches(grid: GridCase, bus: number): ElementRef[] {
  return grid.branches
    .filter(({ from, to, inService }) => inService && (from === bus || to === bus))
    .map((branch) => refOf('branch', branch));
}

/** '16-17', '17-16' or 'Branch 16–17 circuit 2': a branch in service. */
export function branchNamed(grid: GridCase, text: string): ElementRef | null {
  const wanted = withBranch(searchText(text));
  return branchesInService(grid).find((ref) => namesOf(ref).includes(wanted)) ?? null;
}

/** The branches that what has been typed may become. */
export function branchChoices(grid: GridCase, text: string, most: number): string[] {
  const wanted = searchText(text);
  const found: string[] = [];
  for (const ref of branchesInService(grid)) {
    if (found.length === most) break;
    if (namesOf(ref).some((name) => name.includes(wanted))) found.push(elementLabel(ref));
  }
  return found;
}

const withBranch = (wanted: string): string =>
  wanted.startsWith('branch') ? wanted : `branch ${wanted}`;

/** Its label, and the same from its other bus. */
function namesOf(ref: ElementRef): string[] {
  const label = searchText(elementLabel(ref));
  return [label, label.replace(/(\d+)-(\d+)/, '$2-$1')];
}

const branchesInService = ({ branches }: GridCase): ElementRef[] =>
  branches.filter(({ inService }) => inService).map((branch) => refOf('branch', branch));

const liveBuses = ({ buses }: GridCase): readonly Bus[] =>
  buses.filter(({ type }) => type !== 'isolated');

/** The number alone where the name says no more than it. */
function busChoice({ number, name }: Bus): string {
  const says = searchText(name) !== `${number}` && searchText(name) !== `bus ${number}`;
  return says && name !== '' ? `${number} ${name}` : `${number}`;
}
