import { TranslationBundle } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import React from 'react';

import { offlineText } from '../offline';
import { Message } from '../panel/message';
import { Skeleton } from '../panel/skeleton';
import { Choices, KindChoice } from './choices';
import { countFilters } from './filters';
import { IWorkListProps, WorkList } from './list';
import { MOST_COUNTED, WorkModel } from './model';

export interface IWorkViewProps extends Omit<IWorkListProps, 'total'> {
  readonly onNewStory: () => void;
}

/**
 * Everything that one has: search, filters, and the list.
 */
export function WorkView(props: IWorkViewProps): JSX.Element {
  const { model } = props;
  return (
    <UseSignal signal={model.changed}>
      {() => (
        <div className="gofigr-Work">
          <Choices model={model} trans={props.trans} />
          <Body {...props} />
        </div>
      )}
    </UseSignal>
  );
}

function Body(props: IWorkViewProps): JSX.Element {
  const { model, thumbnails, counts, trans } = props;
  const { state } = model;
  switch (state.kind) {
    case 'loading':
      return <Skeleton />;
    case 'offline':
      return (
        <Message
          text={offlineText(state, trans)}
          action={trans.__('Try again')}
          onAction={() => void model.refresh()}
        />
      );
    case 'list':
      return (
        <>
          <KindChoice
            model={model}
            trans={trans}
            count={counted(state.total)}
            onNewStory={props.onNewStory}
          />
          {state.total > 0 ? (
            <UseSignal signal={thumbnails.changed}>
              {() => (
                <UseSignal signal={counts.changed}>
                  {() => <WorkList {...props} total={state.total} />}
                </UseSignal>
              )}
            </UseSignal>
          ) : (
            <Empty {...props} />
          )}
        </>
      );
  }
}

/** Why there is nothing in the list, and what to do. */
function Empty({ model, trans, onNewStory }: IWorkViewProps): JSX.Element {
  const isNarrowed = model.filters.search.trim() || countFilters(model.filters);
  return model.filters.kind === 'story' && !isNarrowed ? (
    <Message
      text={trans.__(
        'There is no story yet. A story tells about kept figures, slide by slide: begin one, or choose “Add to a Story” in the menu of a figure.'
      )}
      action={trans.__('New story')}
      onAction={onNewStory}
    />
  ) : (
    <Message text={emptyText(model, trans)} />
  );
}

function counted(total: number): string {
  const number = total.toLocaleString();
  return total >= MOST_COUNTED ? `${number}+` : number;
}

function emptyText(model: WorkModel, trans: TranslationBundle): string {
  if (model.filters.search.trim() || countFilters(model.filters)) {
    return trans.__('Nothing fits. Try fewer words or filters.');
  }
  switch (model.filters.kind) {
    case 'asset':
      return trans.__('No file is kept yet as an asset.');
    default:
      return trans.__(
        'Nothing is kept yet. Figures of every notebook that loads the extension come here.'
      );
  }
}
