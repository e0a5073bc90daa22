/**
 * The commands on kept figures in outputs. With `{revision}` they act on that
 * one, with `{pointed: true}` on the one under the context menu, and without
 * either on the active cell's first one.
 */
export const IDS = {
  show: 'gofigr:show-output',
  copyLink: 'gofigr:copy-output-link',
  save: 'gofigr:save-output'
} as const;

/** The class that Lab gives each output of a cell. */
export const OUTPUT = 'jp-OutputArea-child';
