/**
 * The commands of the panel. Those on a figure take `{figure, revision}`, and
 * without them mean the figure that is marked in the panel.
 */
export const IDS = {
  showPanel: 'gofigr:show-panel',
  showWork: 'gofigr:show-work',
  showSearch: 'gofigr:show-search',
  showKeys: 'gofigr:show-panel-keys',
  refresh: 'gofigr:refresh',
  openMarked: 'gofigr:open-marked',
  openPage: 'gofigr:open-page',
  jump: 'gofigr:jump-to-cell',
  comparePrevious: 'gofigr:compare-with-previous',
  insert: 'gofigr:insert-figure',
  rerun: 'gofigr:rerun-figure',
  insertLoadLine: 'gofigr:insert-load-line',
  keepOn: 'gofigr:keep-on',
  keepOff: 'gofigr:keep-off',
  importDocument: 'gofigr:import-document',
  importRepository: 'gofigr:import-repository',
  checkDeck: 'gofigr:check-deck',
  chooseAnswering: 'gofigr:deep-insight-settings',
  /** Other parts'. */
  open: 'gofigr:open-figure',
  compare: 'gofigr:compare'
} as const;

/** Keys that act on the figure that is marked in the panel. */
export const FIGURE_KEYS: Readonly<Record<string, string>> = {
  c: IDS.comparePrevious,
  i: IDS.insert
};
