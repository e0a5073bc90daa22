import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { pinIcon } from './icon';

/**
 * Stands before the name of a pinned figure.
 */
export function PinMark(props: {
  readonly trans: TranslationBundle;
}): JSX.Element {
  const label = props.trans.__('Pinned');
  return (
    <span className="gofigr-PinMark" role="img" aria-label={label}>
      <pinIcon.react tag="span" width="14px" height="14px" title={label} />
    </span>
  );
}
