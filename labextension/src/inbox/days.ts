import { TranslationBundle } from '@jupyterlab/translation';

import { INotice } from '../calls/notifications';
import { dayName } from '../times';

export interface IDay {
  readonly name: string;
  readonly notices: readonly INotice[];
}

/** The notices by day, in their order. */
export function daysOf(
  notices: readonly INotice[],
  now: Date,
  trans: TranslationBundle,
  locale?: string
): readonly IDay[] {
  const days = new Map<string, INotice[]>();
  for (const notice of notices) {
    const name = dayName(notice.created, now, trans, locale);
    days.set(name, [...(days.get(name) ?? []), notice]);
  }
  return [...days].map(([name, of]) => ({ name, notices: of }));
}
