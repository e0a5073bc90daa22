import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { TranslationBundle } from '@jupyterlab/translation';

import { InsightModel } from '../../insight/model';

/** What the view takes from JupyterLab. */
export interface ISurroundings {
  readonly trans: TranslationBundle;
  readonly rendermime: IRenderMimeRegistry;
  readonly languages: IEditorLanguageRegistry | null;
  /** Questions about what changed. */
  readonly insight: InsightModel;
  /** Shows a figure, from where the comparison may have come. */
  readonly openFigure: (figure: string) => void;
  /** Shows who answers questions about a figure. */
  readonly chooseAnswering: (figure: string) => void;
}
