import { WidgetTracker } from '@jupyterlab/apputils';

import { IStoryTools } from './tools';
import type { StoryDocument } from './widget';

/** Where stories are opened. */
export interface IStoryDesk {
  readonly tools: IStoryTools;
  readonly tracker: WidgetTracker<StoryDocument>;
  /** Open a story, or bring it to the front; it has loaded then. */
  open(story: string): Promise<StoryDocument>;
  /** Have the user choose one of several; null where none is chosen. */
  choose(title: string, items: readonly string[]): Promise<number | null>;
}
