import Database from 'better-sqlite3';

import { PhaselockError } from '../../src-shared/contract/errors.ts';

/** The one storage error that setting the file aside is a remedy for. */
export class DamagedProjectError extends PhaselockError {
  constructor(file: string, finding: string, options?: ErrorOptions) {
    super(
      'storage',
      `The project file ${file} is damaged (${finding}) and was left as it is. Restore a copy of it, or let Phaselock set it aside and begin a new one.`,
      options,
    );
  }
}

const damageCode = /^SQLITE_(NOTADB|CORRUPT)/;

/** What SQLite's other codes mean to the user, and what can be done about it. */
const REMEDIES: readonly (readonly [RegExp, (file: string) => string])[] = [
  [
    /^SQLITE_(FULL|IOERR_SHMSIZE)/,
    (file) => `The disk that holds ${file} is full: free some space, then try again.`,
  ],
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/,
    (file) =>
      `The project file ${file} cannot be written: give yourself write permission to it and to its folder, or open another project file.`,
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    (file) =>
      `Another program holds the project file ${file}: wait for it to finish or close it, then try again.`,
  ],
  [
    /^SQLITE_IOERR/,
    (file) =>
      `The disk that holds ${file} reports an error: check the disk and its connection, then try again.`,
  ],
];

/** The error in the user's words where the storage is at fault; any other error as it is. */
export function asStorageError(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === null) return error;
  if (damageCode.test(code)) {
    const finding = error instanceof Error ? error.message : code;
    return new DamagedProjectError(file, finding, { cause: error });
  }
  const remedy = REMEDIES.find(([pattern]) => pattern.test(code))?.[1];
  return remedy ? new PhaselockError('storage', remedy(file), { cause: error }) : error;
}

/** The file is whole and can be read, but nothing can be written into it now. */
export const isNotWritten = (error: unknown): boolean =>
  /^SQLITE_(FULL|READONLY|CANTOPEN|PERM|BUSY|LOCKED|IOERR)/.test(codeOf(error) ?? '');

/** The codes of the file system that can meet us before SQLite does. */
const SYSTEM_CODES: Readonly<Record<string, string>> = {
  EACCES: 'SQLITE_PERM',
  EPERM: 'SQLITE_PERM',
  EROFS: 'SQLITE_READONLY',
  ENOENT: 'SQLITE_CANTOPEN',
  ENOTDIR: 'SQLITE_CANTOPEN',
  EEXIST: 'SQLITE_CANTOPEN',
  EISDIR: 'SQLITE_CANTOPEN',
  ENOSPC: 'SQLITE_FULL',
  EDQUOT: 'SQLITE_FULL',
  EIO: 'SQLITE_IOERR',
};

function codeOf(error: unknown): string | null {
  if (error instanceof Database.SqliteError) return error.code;
  if (!(error instanceof Error) || !('code' in error)) return null;
  return SYSTEM_CODES[String(error.code)] ?? null;
}

/** It cannot be written, for a reason that time or the user may remove; nobody else holds it. */
export const canOnlyBeRead = (error: unknown): boolean =>
  isNotWritten(error) && !/^SQLITE_(BUSY|LOCKED)/.test(codeOf(error) ?? '');

/**
 * The same functions, whose storage errors name the file and the remedy.
 *
 * @param onlyRead why the file was opened for looking only; null where it was not
 */
export function withStorageErrors<Family extends object>(
  file: string,
  family: Family,
  onlyRead: string | null = null,
): Family {
  const translate = (error: unknown): unknown =>
    onlyRead !== null && isNotWritten(error)
      ? new PhaselockError('storage', onlyRead, { cause: error })
      : asStorageError(file, error);
  const guarded = Object.entries(family).map(([name, member]: [string, unknown]) => [
    name,
    typeof member === 'function'
      ? guard(translate, member as (...args: unknown[]) => unknown)
      : member,
  ]);
  return Object.fromEntries(guarded) as Family;
}

function guard(translate: (error: unknown) => unknown, call: (...args: unknown[]) => unknown) {
  return (...args: unknown[]): unknown => {
    const fail = (error: unknown): never => {
      throw translate(error);
    };
    try {
      const value = call(...args);
      return value instanceof Promise ? value.catch(fail) : value;
    } catch (error) {
      return fail(error);
    }
  };
}
