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

export const unpackText = (packed: Packed): string => new TextDecoder().decode(unpackBytes(packed));

export function packBytes(bytes: Uint8Array): Packed {
  const packed = hasZstd
    ? zlib.zstdCompressSync(bytes, zstdOptions)
    : zlib.deflateSync(bytes, deflateOptions);
  return { codec, bytes: packed };
}

export const unpackBytes = ({ codec: written, bytes }: Packed): Uint8Array =>
  written === 'zstd' ? zlib.zstdDecompressSync(bytes) : zlib.inflateSync(bytes);

/** The same for many bytes, on a thread of the runtime. */
export async function packAside(bytes: Uint8Array): Promise<Packed> {
  const packed = hasZstd
    ? await promisify(zlib.zstdCompress)(bytes, zstdOptions)
    : await promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.deflate)(bytes, deflateOptions);
  return { codec, bytes: packed };
}

export const unpackAside = ({ codec: written, bytes }: Packed): Promise<Uint8Array> =>
  written === 'zstd'
    ? promisify<Uint8Array, Buffer>(zlib.zstdDecompress)(bytes)
    : promisify<Uint8Array, Buffer>(zlib.inflate)(bytes);
