import { RequestError } from './api';

/** Why there is nothing to show. */
export type Absence = 'offline' | 'missing' | 'forbidden';

/** That there is nothing to show. */
export interface IAbsent {
  readonly kind: Absence;
  readonly reason: string;
  readonly hint: string;
}

/**
 * Why something that was asked for cannot be shown.
 */
export function absence(error: unknown): IAbsent {
  if (!(error instanceof RequestError)) {
    return { kind: 'offline', reason: '', hint: '' };
  }
  const { message: reason, hint, status } = error;
  if (status === 404) {
    return { kind: 'missing', reason, hint };
  }
  const kind = status === 403 || status === 401 ? 'forbidden' : 'offline';
  return { kind, reason, hint };
}
