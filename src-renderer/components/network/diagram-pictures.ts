import { downloadFile } from '../../api/download.ts';
import { useWorkspace } from '../../stores/workspace.ts';

interface Drawn {
  readonly picture: () => Blob | null | Promise<Blob | null>;
  readonly svg?: () => Blob;
}

export type PictureKind = 'png' | 'svg';

/** Saves what is drawn as a file of its own, by the name of the network. */
export function useDiagramPictures(
  shown: () => Drawn | null,
): (kind: PictureKind) => Promise<void> {
  const workspace = useWorkspace();
  const types: Record<PictureKind, string> = { png: 'image/png', svg: 'image/svg+xml' };

  return async (kind) => {
    const drawn = shown();
    const file = kind === 'svg' ? drawn?.svg?.() : await drawn?.picture();
    if (file) downloadFile(`${workspace.grid?.name ?? 'network'}.${kind}`, types[kind], file);
  };
}
