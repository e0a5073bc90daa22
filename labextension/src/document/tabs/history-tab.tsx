import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IActivity } from '../../calls/activity';
import { useLoaded } from '../loaded';
import { Time } from '../../time';
import { Lines, Nothing, Problem } from './said';

interface IHistoryTabProps {
  readonly activity: () => Promise<readonly IActivity[]>;
  /** What the activity depends on. */
  readonly version: string;
  /** Numbers of the revisions by their ids. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly person: (username: string) => string;
  readonly trans: TranslationBundle;
}

/**
 * What happened to the figure, newest first.
 */
export function HistoryTab(props: IHistoryTabProps): JSX.Element {
  const { trans } = props;
  const loaded = useLoaded(props.activity, props.version);
  switch (loaded.kind) {
    case 'loading':
      return <Lines count={4} />;
    case 'failed':
      return <Problem reason={loaded.reason} trans={trans} />;
    case 'ready':
      return loaded.value.length === 0 ? (
        <Nothing>{trans.__('Nothing is told of this figure.')}</Nothing>
      ) : (
        <ol className="gofigr-History">
          {loaded.value.map(entry => (
            <li key={entry.id}>
              <span>{sentence(entry, props)}</span>
              <Time at={entry.time} trans={trans} />
            </li>
          ))}
        </ol>
      );
  }
}

function sentence(entry: IActivity, props: IHistoryTabProps): string {
  const { trans } = props;
  const who = props.person(entry.user);
  const number = props.numbers.get(entry.target);
  if (number !== undefined) {
    switch (entry.action) {
      case 'create':
        return trans.__('%1 kept revision %2', who, number);
      case 'delete':
        return trans.__('%1 deleted revision %2', who, number);
      default:
        return trans.__('%1 changed revision %2', who, number);
    }
  }
  switch (entry.action) {
    case 'create':
      return trans.__('%1 made the figure', who);
    case 'move':
      return trans.__('%1 moved the figure', who);
    case 'delete':
      return trans.__('%1 deleted the figure', who);
    default:
      return entry.name
        ? trans.__('%1 changed the figure “%2”', who, entry.name)
        : trans.__('%1 changed the figure', who);
  }
}
