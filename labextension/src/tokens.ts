import { Token } from '@lumino/coreutils';

import type { FigureListModel } from './model';

/**
 * What other extensions may use of this one.
 */
export interface IGoFigr {
  /**
   * The kept figures of the active notebook.
   */
  readonly figures: FigureListModel;
}

export const IGoFigr = new Token<IGoFigr>(
  '@gofigr/jupyter-panel:IGoFigr',
  'The kept figures of the active notebook.'
);
