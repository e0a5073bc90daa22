import { TranslationBundle } from '@jupyterlab/translation';

import { INotice, NoticeKind } from '../calls/notifications';

/** What happened, without what it happened to. */
export function whatHappened(
  { kind }: INotice,
  actor: string,
  trans: TranslationBundle
): string {
  switch (kind) {
    case 'mention':
      return trans.__('%1 mentioned you', actor);
    case 'reply':
      return trans.__('%1 answered', actor);
    case 'comment':
      return trans.__('%1 commented', actor);
    case 'share':
      return trans.__('%1 shared this with you', actor);
    case 'invitation':
      return trans.__('%1 invited you', actor);
    case 'review_request':
      return trans.__('%1 asks you for a review', actor);
    default:
      return actor;
  }
}

/** What one can be told of, where one chooses how. */
export function kindName(kind: NoticeKind, trans: TranslationBundle): string {
  const names: Record<NoticeKind, string> = {
    mention: trans.__('Somebody mentions you'),
    reply: trans.__('Somebody answers you'),
    comment: trans.__('Comments on what is yours'),
    share: trans.__('Something is shared with you'),
    invitation: trans.__('Invitations'),
    review_request: trans.__('Requests for review')
  };
  return names[kind];
}
