import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { DiscussionModel } from './model';
import { IMark } from './threads';

interface IMarkButtonProps {
  readonly mark: IMark;
  /** Where it lies. */
  readonly style: React.CSSProperties;
  readonly model: DiscussionModel;
  readonly trans: TranslationBundle;
}

/**
 * The number of a thread where it points; points the thread out in the list.
 */
export function MarkButton(props: IMarkButtonProps): JSX.Element {
  const { mark, style, model, trans } = props;
  const isChosen = model.chosen === mark.id;
  return (
    <button
      className="gofigr-Mark"
      style={style}
      aria-label={trans.__('Place %1, by %2', mark.number, mark.author)}
      aria-pressed={isChosen}
      onClick={() => model.choose(isChosen ? null : mark.id)}
    >
      {mark.number}
    </button>
  );
}
