import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { commentsIcon } from '../icon';

interface ICommentCountProps {
  readonly count: number;
  readonly trans: TranslationBundle;
}

/**
 * The number of comments; nothing where there are none.
 */
export function CommentCount(props: ICommentCountProps): JSX.Element | null {
  const { count, trans } = props;
  if (count === 0) {
    return null;
  }
  const said = trans._n('%1 comment', '%1 comments', count);
  return (
    <span className="gofigr-Count" role="img" aria-label={said} title={said}>
      <commentsIcon.react tag="span" width="14px" height="14px" />
      {count}
    </span>
  );
}
