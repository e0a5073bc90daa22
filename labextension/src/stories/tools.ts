import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';

import { Api } from '../api';
import { Deletions } from '../deletions';
import { People } from '../people';
import { SmallPictures } from '../small-pictures';
import { SlideFigures } from './figures';

/** What every story shares with the others. */
export interface IStoryTools {
  readonly api: Api;
  readonly figures: SlideFigures;
  readonly people: People;
  /** Deletions of stories. */
  readonly deletions: Deletions;
  readonly smallPictures: SmallPictures;
  readonly commands: CommandRegistry;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}
