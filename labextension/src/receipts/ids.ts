/** The command that shows the receipts. */
export const OPEN_RECEIPTS = 'gofigr:open-receipts';
