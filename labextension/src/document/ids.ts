/**
 * The commands on figures. All take `{figure}` and most `{revision}`; without
 * them they mean the document in front.
 */
export const IDS = {
  open: 'gofigr:open-figure',
  rename: 'gofigr:rename-figure',
  share: 'gofigr:share-figure',
  move: 'gofigr:move-figure',
  remove: 'gofigr:delete-figure',
  pin: 'gofigr:pin-figure',
  copyLink: 'gofigr:copy-link',
  copyPicture: 'gofigr:copy-picture',
  copyCitation: 'gofigr:copy-citation',
  download: 'gofigr:download-data',
  keys: 'gofigr:show-figure-keys',
  /** Another part's: takes `{figure, revisions}`. */
  compare: 'gofigr:compare',
  /** Other parts' too. */
  rerun: 'gofigr:rerun-figure',
  chooseAnswering: 'gofigr:deep-insight-settings',
  addToStory: 'gofigr:add-to-story',
  showPanel: 'gofigr:show-panel'
} as const;
