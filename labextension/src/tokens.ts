import { Token } from '@lumino/coreutils';

import type { Api } from './api';
import type { FigureListModel } from './model';
import type { Preferences } from './preferences/preferences';
import type { ReceiptsModel } from './receipts/model';
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
}

export const IGoFigr = new Token<IGoFigr>(
  '@gofigr/jupyter-panel:IGoFigr',
  'The kept figures of the active notebook, and everything that the user has.'
);
