import { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { Api } from '../api';
import { IReceipt } from '../calls/receipts';
import { figuresIcon } from '../icon';
import { FigureListModel } from '../model';
import { exactTime, relativeTime } from '../times';
import { ReceiptsModel } from './model';
import { reasonOf, stateOf } from './words';

interface IReceiptsProps {
  readonly figures: FigureListModel;
  readonly receipts: ReceiptsModel;
  readonly api: Api;
  readonly trans: TranslationBundle;
  /** Show a cell of the notebook. */
  readonly showCell: (cell: string) => void;
}

/**
 * What became of each cell's figures: kept, waiting, left out, and why.
 */
export class ReceiptsView extends ReactWidget {
  constructor(private readonly props: IReceiptsProps) {
    super();
    const { trans } = props;
    this.id = 'gofigr-receipts';
    this.addClass('gofigr-Receipts');
    this.title.icon = figuresIcon;
    this.title.label = trans.__('Receipts');
    this.title.caption = trans.__('What became of the figures of each cell');
    this.title.closable = true;
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Receipts'));
    props.receipts.changed.connect(this.update, this);
    props.figures.changed.connect(this.update, this);
  }

  override dispose(): void {
    this.props.receipts.changed.disconnect(this.update, this);
    this.props.figures.changed.disconnect(this.update, this);
    super.dispose();
  }

  protected override onActivateRequest(): void {
    (this.node.querySelector<HTMLElement>('button') ?? this.node).focus();
  }

  protected override render(): JSX.Element {
    const { receipts, figures, trans } = this.props;
    const inOrder = inCellOrder(
      receipts.receipts,
      figures.notebook?.cells ?? []
    );
    if (!inOrder.length) {
      return (
        <p className="gofigr-Receipts-none">
          {trans.__('Nothing was run in this notebook yet.')}
        </p>
      );
    }
    return (
      <table>
        <thead>
          <tr>
            <th scope="col">{trans.__('Cell')}</th>
            <th scope="col">{trans.__('Figure')}</th>
            <th scope="col">{trans.__('State')}</th>
            <th scope="col">{trans.__('Revision')}</th>
            <th scope="col">{trans.__('When')}</th>
            <th scope="col">{trans.__('Why, and what to do')}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder.map(receipt => (
            <Row key={keyOf(receipt)} receipt={receipt} {...this.props} />
          ))}
        </tbody>
      </table>
    );
  }
}

function Row(
  props: IReceiptsProps & { readonly receipt: IReceipt }
): JSX.Element {
  const { receipt, trans, api } = props;
  const { cell, executionCount, revision, shortId, number, at } = receipt;
  const label = `[${executionCount ?? ' '}]`;
  const kept = receipt.state === 'captured' || receipt.state === 'seen again';
  return (
    <tr data-state={receipt.state}>
      <td>
        {cell ? (
          <button
            className="gofigr-Link"
            title={trans.__('Show this cell')}
            onClick={() => props.showCell(cell)}
          >
            {label}
          </button>
        ) : (
          label
        )}
      </td>
      <td className="gofigr-Receipts-name">{receipt.name}</td>
      <td className="gofigr-Receipts-state">{stateOf(receipt, trans)}</td>
      <td className="gofigr-Receipts-number">
        {kept && revision && (
          <a
            href={api.page({ id: revision, shortId })}
            target="_blank"
            rel="noopener"
          >
            {trans.__('rev %1', number ?? 1)}
          </a>
        )}
      </td>
      <td>
        <time title={exactTime(at)}>{relativeTime(at, new Date(), trans)}</time>
      </td>
      <td className="gofigr-Receipts-reason">{reasonOf(receipt, trans)}</td>
    </tr>
  );
}

function keyOf({ publication, cell, executionCount, reason, name }: IReceipt) {
  return publication ?? [cell, executionCount, name, reason].join(' ');
}

/** In the order of cells in the notebook; those of cells that are gone last. */
function inCellOrder(
  receipts: readonly IReceipt[],
  cells: readonly string[]
): readonly IReceipt[] {
  const places = new Map(cells.map((id, place) => [id, place]));
  const placeOf = ({ cell }: IReceipt) =>
    places.get(cell ?? '') ?? Number.MAX_SAFE_INTEGER;
  return [...receipts].sort(
    (a, b) => placeOf(a) - placeOf(b) || a.slot - b.slot
  );
}
