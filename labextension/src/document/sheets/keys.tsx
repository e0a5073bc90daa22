import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { KeyList } from '../../key-list';

/**
 * The keys of the document.
 */
export function KeysSheet(props: {
  readonly trans: TranslationBundle;
}): JSX.Element {
  const { trans } = props;
  const keys: [string, string][] = [
    ['← →', trans.__('the revision before, the next one')],
    ['+ −', trans.__('larger, smaller (in the picture)')],
    ['0, 1', trans.__('whole picture, pixel for pixel (in the picture)')],
    ['Shift ← ↑ → ↓', trans.__('move the picture')],
    ['C', trans.__('compare with the revision before')],
    ['M', trans.__('write a comment')],
    ['A', trans.__('ask about the figure')],
    ['F2', trans.__('rename')],
    ['S', trans.__('share')],
    ['Y', trans.__('copy the link')],
    ['?', trans.__('these keys')],
    ['Esc', trans.__('fold this away; back to the panel')]
  ];
  return <KeyList keys={keys} />;
}
