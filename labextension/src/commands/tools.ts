import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';

import { IGoFigr } from '../tokens';

/** What the commands work with. */
export interface ITools {
  readonly commands: CommandRegistry;
  readonly gofigr: IGoFigr;
  readonly tracker: INotebookTracker;
  readonly trans: TranslationBundle;
  /** Open the notebook at a path; undefined where that cannot be. */
  open(path: string): Promise<NotebookPanel | undefined>;
  /** Bring an open notebook to the front. */
  activate(panel: NotebookPanel): void;
  /** Tell why something that was asked for cannot be done. */
  say(sentence: string): void;
}
