import { inflateRawSync } from 'node:zlib';

/** A file in a ZIP archive, as it lies there. */
export interface ZipEntry {
  readonly method: number;
  readonly packed: Uint8Array;
}

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
const lengths = { local: 30, central: 46, end: 22 } as const;
const longestComment = 0xffff;

/**
 * The files of a ZIP archive by their paths, none of them unpacked: what its directory says of their
 * sizes may be a lie (APPNOTE.TXT 6.3.10, without ZIP64). Null where it is none, or is cut off.
 */
export function zipEntries(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = endOfDirectory(view);
    return end === null ? null : entriesOf(bytes, view, end);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function endOfDirectory(view: DataView): number | null {
  const last = view.byteLength - lengths.end;
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) === signatures.end) return at;
  }
  return null;
}

function entriesOf(
  bytes: Uint8Array,
  view: DataView,
  end: number,
): ReadonlyMap<string, ZipEntry> | null {
  const entries = new Map<string, ZipEntry>();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry++) {
    if (view.getUint32(at, true) !== signatures.central) return null;
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const nameAt = at + lengths.central;
    const path = new TextDecoder().decode(bytes.subarray(nameAt, nameAt + (name ?? 0)));
    const packed = contentOf(bytes, view, at);
    if (!packed) return null;
    entries.set(path, { method: view.getUint16(at + 10, true), packed });
    at = nameAt + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

/** Of the file that the directory names at this place; null where it is not there. */
function contentOf(bytes: Uint8Array, view: DataView, at: number): Uint8Array | null {
  const size = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  if (view.getUint32(local, true) !== signatures.local) return null;
  const from =
    local + lengths.local + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  return from + size <= bytes.length ? bytes.subarray(from, from + size) : null;
}

/** Null where it is not right, or becomes larger than that: it is unpacked no further. */
export function unpackEntry({ method, packed }: ZipEntry, mostBytes: number): Uint8Array | null {
  if (method === 0) return packed.length <= mostBytes ? packed : null;
  if (method !== 8) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, mostBytes) });
  } catch {
    return null;
  }
}
