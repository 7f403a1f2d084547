import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

export interface StaticFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A file of the built window by the path of its address, or null where there is none. Nothing
 * outside `root` is read, neither by `..` in any spelling nor through a link.
 */
export async function readStaticFile(root: string, pathname: string): Promise<StaticFile | null> {
  const relative = decodePath(pathname);
  if (relative === null) return null;
  try {
    const base = await realpath(root);
    const file = await realpath(join(base, relative.endsWith('/') ? 'index.html' : relative));
    if (!file.startsWith(base + sep)) return null;
    const bytes = await readFile(file);
    return { bytes, mediaType: mediaTypes[extname(file)] ?? 'application/octet-stream' };
  } catch {
    return null;
  }
}

function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') || path.includes('\\') ? null : path;
  } catch {
    return null;
  }
}
