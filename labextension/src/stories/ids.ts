/**
 * The commands on stories. Most take `{story}`; without it they mean the story
 * in front.
 */
export const STORY_IDS = {
  open: 'gofigr:open-story',
  create: 'gofigr:new-story',
  /** Takes `{figure, revision}` or means the figure that is marked. */
  addFigure: 'gofigr:add-to-story',
  present: 'gofigr:present-story',
  /** Takes `{format}`. */
  download: 'gofigr:export-story',
  remove: 'gofigr:delete-story',
  /** Another part's. */
  list: 'gofigr:show-stories'
} as const;
