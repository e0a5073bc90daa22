import { TranslationBundle } from '@jupyterlab/translation';

import { Anchor, IComment } from '../calls/comments';
import { DiscussionModel } from './model';

/** What every part of a discussion is given. */
export interface ITalk {
  readonly model: DiscussionModel;
  /** User name of the one who looks; null where it is not known. */
  readonly me: string | null;
  /** How a user is called here. */
  readonly person: (username: string) => string;
  /** Put the address of a comment into the clipboard. */
  readonly copyLink: (comment: IComment) => Promise<void>;
  /** What a comment can point at here. */
  readonly canPoint: readonly Anchor['kind'][];
  readonly trans: TranslationBundle;
}
