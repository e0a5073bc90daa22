import { TranslationBundle } from '@jupyterlab/translation';

import { RequestError } from './api';

/** Why the service cannot be asked, and what to do. */
export interface IOffline {
  readonly reason: string;
  readonly hint: string;
  /** Whether it answered, but not as our services do. */
  readonly isStrange: boolean;
}

/**
 * Why a request failed.
 */
export function asOffline(error: unknown): IOffline {
  const refused = error instanceof RequestError ? error : null;
  return {
    reason: refused?.message ?? '',
    hint: refused?.hint ?? '',
    isStrange: refused !== null && refused.status < 500 && !refused.message
  };
}

/**
 * The same in words; where it is not told, null, the service is away.
 */
export function offlineText(
  offline: IOffline | null,
  trans: TranslationBundle
): string {
  if (offline?.reason) {
    return `${offline.reason} ${offline.hint}`.trim();
  }
  return offline?.isStrange
    ? trans.__(
        'The service does not know what it was asked. It may be of another version: update it, or gofigr_jupyter.'
      )
    : trans.__('The service does not answer.');
}
