import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { KeyList } from '../../key-list';

/**
 * What the keys do.
 */
export function Help({
  trans
}: {
  readonly trans: TranslationBundle;
}): JSX.Element {
  const keys: readonly (readonly [string, string])[] = [
    ['1 – 5', trans.__('side by side, swipe, onion skin, blink, difference')],
    ['← →', trans.__('older or newer revision on the right')],
    ['Shift ← →', trans.__('older or newer revision on the left')],
    ['S', trans.__('swap the two')],
    [trans.__('Space'), trans.__('show the other one while blinking')],
    ['+ −', trans.__('zoom; drag to move the picture')],
    ['0  9', trans.__('the whole picture; one pixel for each pixel')],
    ['Esc', trans.__('fold this away; back to the figure')]
  ];
  return (
    <section className="gofigr-Compare-help" aria-label={trans.__('Keys')}>
      <KeyList keys={keys} />
    </section>
  );
}
