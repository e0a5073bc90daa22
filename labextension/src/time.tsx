import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { exactTime, relativeTime } from './times';

interface ITimeProps {
  readonly at: Date;
  readonly trans: TranslationBundle;
}

/**
 * A time as people say it, exact on hover.
 */
export function Time({ at, trans }: ITimeProps): JSX.Element {
  return (
    <time
      dateTime={Number.isNaN(at.getTime()) ? undefined : at.toISOString()}
      title={exactTime(at)}
    >
      {relativeTime(at, new Date(), trans)}
    </time>
  );
}
