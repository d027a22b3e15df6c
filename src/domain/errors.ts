/** Unexpected failures carry a literal code, so that one classifier can choose what to do with them. */
export type AppErrorCode =
  | 'configuration'
  | 'storage_unavailable'
  | 'upstream_unavailable'
  | 'timeout'
  | 'invariant';

/**
 * A failure that no caller is expected to handle by its kind. `code` is stable and machine-readable; `cause` keeps what
 * was thrown below, for the log only.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;

  constructor(code: AppErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}
