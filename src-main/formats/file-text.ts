const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

/** Text of bytes that may be UTF-8 (with or without a byte order mark) or, failing that, Latin-1. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

/** The bytes after a UTF-8 byte order mark, if there is one. */
export function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Why the bytes are no text at all, with what to do about it; null where they may be text. */
export function whyNotText(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'The file is empty: choose another one.';
  const known = SIGNATURES.find(({ start }) => start.every((byte, i) => bytes[i] === byte));
  if (known) return known.text;
  if (!bytes.includes(0)) return null;
  return bytes.subarray(0, 4096).every((byte) => byte === 0)
    ? 'The file holds nothing but zero bytes, as after a failed copy or download: fetch it again.'
    : 'The file holds binary data, not text: choose a text file, as a MATPOWER case (.m) or a PSS/E file (.raw).';
}

const SIGNATURES = [
  {
    start: [0x50, 0x4b, 0x03, 0x04],
    text: 'The file is a ZIP archive or an office document: unpack it and open the network inside.',
  },
  { start: [0x1f, 0x8b], text: 'The file is compressed by gzip: unpack it first.' },
  {
    start: [0x4d, 0x41, 0x54, 0x4c, 0x41, 0x42],
    text: 'The file is a MATLAB workspace (.mat): save the case as text by savecase first.',
  },
  {
    start: [0xff, 0xfe],
    text: 'The file is text in UTF-16: save it as UTF-8 and open it again.',
  },
  {
    start: [0xfe, 0xff],
    text: 'The file is text in UTF-16: save it as UTF-8 and open it again.',
  },
] as const;
