import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { ICard, cardsOf } from '../cards';
import { Deletions } from '../deletions';
import { CommentCounts } from '../discussion/counts';
import { FigureListModel } from '../model';
import { LOAD_LINE } from '../notebook';
import { offlineText } from '../offline';
import { Pins } from '../pins';
import { ReceiptsModel } from '../receipts/model';
import { SmallPictures } from '../small-pictures';
import { FigureList } from './list';
import { Message } from './message';
import { Skeleton } from './skeleton';

/** What can be done from the list. */
export interface IDeeds {
  /** Let commands act on the figure. */
  mark(card: ICard): void;
  /** Do what the key stands for to the marked figure; whether it does. */
  press(key: string): boolean;
  /** Begin to drag a kept figure, shown by its small picture. */
  drag(card: ICard, event: React.DragEvent): void;
  /** Show the menu of a kept figure. */
  menu(card: ICard, event: React.MouseEvent): void;
  /** Open a kept figure. */
  open(card: ICard): void;
  /** Show the cell that drew it. */
  showCell(card: ICard): void;
  openReceipts(): void;
  /** Put the line that loads the extension into the notebook. */
  insertLoadLine(): void;
}

interface IThisNotebookProps {
  readonly figures: FigureListModel;
  readonly receipts: ReceiptsModel;
  readonly pins: Pins;
  readonly deletions: Deletions;
  readonly commentCounts: CommentCounts;
  readonly smallPictures: SmallPictures;
  readonly deeds: IDeeds;
  readonly trans: TranslationBundle;
  /** The cell that is selected in the notebook. */
  readonly activeCell: string | null;
  /** Id of the element that names the list. */
  readonly label: string;
}

/**
 * The figures of the active notebook, and what stands in their way.
 */
export function ThisNotebook(props: IThisNotebookProps): JSX.Element {
  const { figures, receipts, deletions, trans } = props;
  const { state } = figures;
  const pending = [...receipts.waiting, ...receipts.failed];
  const kept = state.kind === 'figures' ? state.rows : [];
  const rows = kept.filter(({ id }) => !deletions.hides(id));
  const cards = cardsOf(rows, pending, figures.notebook?.cells ?? []);
  return (
    <>
      {cards.length > 0 && <Banner {...props} />}
      {cards.length > 0 ? (
        <FigureList
          cards={cards}
          pins={props.pins}
          pictures={props.smallPictures}
          counts={props.commentCounts}
          activeCell={props.activeCell}
          deeds={props.deeds}
          trans={trans}
          label={props.label}
        />
      ) : (
        <Instead {...props} />
      )}
      {(cards.length > 0 || receipts.receipts.length > 0) && (
        <Footer count={rows.length} {...props} />
      )}
    </>
  );
}

function Banner(props: IThisNotebookProps): JSX.Element | null {
  const { figures, receipts, trans } = props;
  const { state } = figures;
  const waiting = receipts.waiting.length;
  const offline = state.kind === 'figures' ? state.offline : null;
  const isAway = offline !== null || receipts.service === 'away';
  if (!waiting && !isAway) {
    return null;
  }
  const told = waiting
    ? trans._n(
        '%1 figure waits here; it will be sent when the service is back.',
        '%1 figures wait here; they will be sent when the service is back.',
        waiting
      )
    : trans.__('%1 What you see may be old.', offlineText(offline, trans));
  const why = receipts.waiting[0]?.reason || offline?.reason || '';
  return (
    <div className="gofigr-Banner" role="status" title={why}>
      <span>{told}</span>
      <button className="gofigr-Link" onClick={() => void figures.refresh()}>
        {trans.__('Try again')}
      </button>
    </div>
  );
}

function Footer(
  props: IThisNotebookProps & { readonly count: number }
): JSX.Element {
  const { receipts, trans } = props;
  const facts = [
    trans._n('%1 figure', '%1 figures', props.count),
    trans.__('%1 waiting', receipts.waiting.length),
    trans.__('%1 failed', receipts.failed.length)
  ];
  return (
    <footer className="gofigr-Footer">
      <span>{facts.join(' · ')}</span>
      <button
        className="gofigr-Link"
        onClick={() => props.deeds.openReceipts()}
      >
        {trans.__('Receipts')}
        <span aria-hidden="true"> ›</span>
      </button>
    </footer>
  );
}

/** What is shown where there is no figure to show. */
function Instead(props: IThisNotebookProps): JSX.Element {
  const { figures, trans } = props;
  const { state } = figures;
  switch (state.kind) {
    case 'loading':
      return <Skeleton />;
    case 'figures':
      return <RunACell {...props} />;
    case 'no notebook':
      return (
        <Message text={trans.__('Open a notebook to see its figures here.')} />
      );
    case 'empty':
      return state.notebook.loadsExtension ? (
        <RunACell {...props} />
      ) : (
        <Message
          text={trans.__(
            'To keep the figures of this notebook, load the extension in its first cell.'
          )}
          code={LOAD_LINE}
          action={trans.__('Add this line')}
          onAction={() => props.deeds.insertLoadLine()}
        />
      );
    case 'offline':
      return (
        <Message
          text={offlineText(state, trans)}
          action={trans.__('Try again')}
          onAction={() => void figures.refresh()}
        />
      );
  }
}

function RunACell({ trans }: IThisNotebookProps): JSX.Element {
  return (
    <Message
      text={trans.__(
        'Run a cell that draws a figure, and it will be kept and shown here.'
      )}
    />
  );
}
