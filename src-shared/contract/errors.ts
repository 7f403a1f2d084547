/**
 * What a request can fail with. `message` is for the user and names place and remedy; the code is
 * for the program. A defect (anything unforeseen) is `internal` and is logged where it happened.
 */
export type ErrorCode =
  | 'invalid-request'
  | 'not-found'
  | 'unreadable-input'
  | 'refused'
  | 'conflict'
  | 'cancelled'
  | 'storage'
  | 'unavailable'
  | 'internal';

export class PhaselockError extends Error {
  override readonly name = 'PhaselockError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
