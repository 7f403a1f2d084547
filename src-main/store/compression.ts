import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

/** How bytes were packed. A runtime without zstd writes deflate; every runtime reads what it can. */
export type Codec = 'zstd' | 'deflate';

export interface Packed {
  readonly codec: Codec;
  readonly bytes: Uint8Array;
}

const hasZstd = typeof zlib.zstdCompressSync === 'function';
const codec: Codec = hasZstd ? 'zstd' : 'deflate';

const { ZSTD_c_compressionLevel: level, ZSTD_c_checksumFlag: checksum } = zlib.constants;
const zstdOptions: zlib.ZstdOptions = { params: { [level]: 3, [checksum]: 1 } };
const deflateOptions: zlib.ZlibOptions = { level: 3 };

export const packText = (text: string): Packed => packBytes(new TextEncoder().encode(text));

export const unpackText = (packed: Packed, mostBytes?: number): string =>
  new TextDecoder().decode(unpackBytes(packed, mostBytes));

export function packBytes(bytes: Uint8Array): Packed {
  const packed = hasZstd
    ? zlib.zstdCompressSync(bytes, zstdOptions)
    : zlib.deflateSync(bytes, deflateOptions);
  return { codec, bytes: packed };
}

/** @throws Error where it would be more than `mostBytes`, which no more memory is taken for. */
export function unpackBytes({ codec: written, bytes }: Packed, mostBytes?: number): Uint8Array {
  const options = limit(mostBytes);
  return written === 'zstd'
    ? zlib.zstdDecompressSync(bytes, options)
    : zlib.inflateSync(bytes, options);
}

const limit = (mostBytes: number | undefined): { maxOutputLength?: number } =>
  mostBytes === undefined ? {} : { maxOutputLength: Math.max(1, mostBytes) };

/** The same for many bytes, on a thread of the runtime. */
export async function packAside(bytes: Uint8Array): Promise<Packed> {
  const packed = hasZstd
    ? await promisify(zlib.zstdCompress)(bytes, zstdOptions)
    : await promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.deflate)(bytes, deflateOptions);
  return { codec, bytes: packed };
}

export function unpackAside(
  { codec: written, bytes }: Packed,
  mostBytes?: number,
): Promise<Uint8Array> {
  const options = limit(mostBytes);
  return written === 'zstd'
    ? promisify<Uint8Array, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress)(bytes, options)
    : promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflate)(bytes, options);
}
