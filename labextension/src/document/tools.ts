import { IEditorServices } from '@jupyterlab/codeeditor';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';

import { Api } from '../api';
import { Deletions } from '../deletions';
import { Pins } from '../pins';
import { SmallPictures } from '../small-pictures';
import { Actions } from './actions';
import { Contents } from './contents';
import { People } from '../people';

/** What every document shares with the others. */
export interface ITools {
  readonly api: Api;
  readonly actions: Actions;
  readonly contents: Contents;
  readonly people: People;
  readonly pins: Pins;
  readonly deletions: Deletions;
  readonly smallPictures: SmallPictures;
  /** Deletions of comments. */
  readonly commentDeletions: Deletions;
  readonly commands: CommandRegistry;
  readonly rendermime: IRenderMimeRegistry;
  readonly editors: IEditorServices;
  readonly trans: TranslationBundle;
}
