import { TranslationBundle } from '@jupyterlab/translation';

import { IReceipt } from '../calls/receipts';
import { ReceiptsModel } from './model';

const NO_FIGURE = 'no figure was shown';
const CAPTURE_OFF = 'capture is off';

/** The state of a receipt in a word. */
export function stateOf(receipt: IReceipt, trans: TranslationBundle): string {
  switch (receipt.state) {
    case 'captured':
      return trans.__('captured');
    case 'seen again':
      return trans.__('seen again');
    case 'queued':
      return trans.__('waiting');
    case 'skipped':
      return receipt.reason === NO_FIGURE
        ? trans.__('no figure')
        : trans.__('left out');
    case 'failed':
      return trans.__('failed');
  }
}

/** Why a figure waits or is not kept; empty where the state says it all. */
export function reasonOf(receipt: IReceipt, trans: TranslationBundle): string {
  if (receipt.state === 'queued') {
    return receipt.reason || trans.__('It waits for the service.');
  }
  return receipt.reason === NO_FIGURE ? '' : receipt.reason;
}

/** The state of keeping figures, at a glance. */
export type Glance = 'on' | 'off' | 'waiting' | 'error';

export function glanceOf(
  receipts: ReceiptsModel,
  loadsExtension: boolean
): Glance {
  if (receipts.failed.length) {
    return 'error';
  }
  if (receipts.waiting.length) {
    return 'waiting';
  }
  const newest = receipts.receipts[0];
  const isOff = newest?.reason.startsWith(CAPTURE_OFF) ?? false;
  return (loadsExtension || newest) && !isOff ? 'on' : 'off';
}
