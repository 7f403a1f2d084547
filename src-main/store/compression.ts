import * as zlib from 'node:zlib';

/** How bytes were packed. A runtime without zstd writes deflate; every runtime reads what it can. */
export type Codec = 'zstd' | 'deflate';

export interface Packed {
  readonly codec: Codec;
  readonly bytes: Uint8Array;
}

const hasZstd = typeof zlib.zstdCompressSync === 'function';

export function pack(bytes: Uint8Array): Packed {
  if (!hasZstd) return { codec: 'deflate', bytes: zlib.deflateSync(bytes, { level: 3 }) };
  const { ZSTD_c_compressionLevel: level, ZSTD_c_checksumFlag: checksum } = zlib.constants;
  const params = { [level]: 3, [checksum]: 1 };
  return { codec: 'zstd', bytes: zlib.zstdCompressSync(bytes, { params }) };
}

export function unpack({ codec, bytes }: Packed): Uint8Array {
  return codec === 'zstd' ? zlib.zstdDecompressSync(bytes) : zlib.inflateSync(bytes);
}

export const packText = (text: string): Packed => pack(new TextEncoder().encode(text));

export const unpackText = (packed: Packed): string => new TextDecoder().decode(unpack(packed));
