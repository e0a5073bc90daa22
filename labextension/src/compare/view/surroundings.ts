import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { TranslationBundle } from '@jupyterlab/translation';

/** What the view takes from JupyterLab. */
export interface ISurroundings {
  readonly trans: TranslationBundle;
  readonly rendermime: IRenderMimeRegistry;
  readonly languages: IEditorLanguageRegistry | null;
  /** Shows a figure, from where the comparison may have come. */
  readonly openFigure: (figure: string) => void;
}
