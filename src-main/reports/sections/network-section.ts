import { facts } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { networkPicture } from '../network-picture.ts';
import { count, megawatts } from '../numbers.ts';
import type { ReportInput } from '../report-input.ts';

/** The network as it stands: its picture and its size. */
export function networkSection({ grid, runs, importReport }: ReportInput): Block[] {
  const inService = <Element extends { readonly inService: boolean }>(
    elements: readonly Element[],
  ): Element[] => elements.filter((element) => element.inService);
  const total = (elements: readonly { readonly pMw: number }[]): number =>
    elements.reduce((sum, { pMw }) => sum + pMw, 0);
  const out = grid.branches.length - inService(grid.branches).length;
  return [
    networkPicture(grid, runs['sync-condition']?.result.perEdge ?? []),
    facts([
      ['Buses', count(grid.buses.length)],
      [
        'Branches',
        `${count(grid.branches.length)}${out > 0 ? `, ${count(out)} of them out of service` : ''}`,
      ],
      [
        'Generators in service',
        `${count(inService(grid.generators).length)}, ${megawatts(total(inService(grid.generators)))} MW`,
      ],
      [
        'Loads in service',
        `${count(inService(grid.loads).length)}, ${megawatts(total(inService(grid.loads)))} MW`,
      ],
      ['Base', `${grid.baseMva} MVA, ${grid.frequencyHz} Hz`],
      ...grid.sources.map((source): [string, string] => ['Source', source]),
      ...(importReport
        ? [
            [
              'Imported from',
              `${importReport.fileName} (${importReport.format}), ${importReport.messages.length} messages`,
            ] as const,
          ]
        : []),
    ]),
  ];
}
