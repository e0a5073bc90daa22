import { Token } from '@lumino/coreutils';

import type { Api } from './api';
import type { CommentCounts } from './discussion/counts';
import type { Deletions } from './deletions';
import type { ImportsModel } from './importing/model';
import type { InboxModel } from './inbox/model';
import type { FigureListModel } from './model';
import type { News } from './news';
import type { People } from './people';
import type { Pins } from './pins';
import type { Preferences } from './preferences/preferences';
import type { ReceiptsModel } from './receipts/model';
import type { SmallPictures } from './small-pictures';
import type { Selection } from './selection';
import type { WorkModel } from './work/model';

/**
 * What other extensions may use of this one.
 */
export interface IGoFigr {
  /**
   * The service, reached through the Jupyter server.
   */
  readonly api: Api;
  /**
   * The kept figures of the active notebook.
   */
  readonly figures: FigureListModel;
  /**
   * What became of the active notebook's figures, kept or not.
   */
  readonly receipts: ReceiptsModel;
  /**
   * Everything that the user has.
   */
  readonly work: WorkModel;
  /**
   * The figure that is marked in the panel.
   */
  readonly selection: Selection;
  /**
   * What the user prefers.
   */
  readonly preferences: Preferences;
  /**
   * The figures that the user has pinned.
   */
  readonly pins: Pins;
  /**
   * The figures that are being deleted, which can be undone for a while.
   */
  readonly deletions: Deletions;
  /**
   * What happens on the service and in the data folder.
   */
  readonly news: News;
  /**
   * Small pictures of revisions.
   */
  readonly smallPictures: SmallPictures;
  /**
   * How much was said about figures.
   */
  readonly commentCounts: CommentCounts;
  /**
   * What the user is told.
   */
  readonly inbox: InboxModel;
  /**
   * What is being imported.
   */
  readonly imports: ImportsModel;
  /**
   * The names of users.
   */
  readonly people: People;
}

export const IGoFigr = new Token<IGoFigr>(
  '@gofigr/jupyter-panel:IGoFigr',
  'The kept figures of the active notebook, and everything that the user has.'
);
