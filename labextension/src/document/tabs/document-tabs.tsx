import React from 'react';

import { activityOf } from '../../calls/activity';
import { linkedAsset } from '../../calls/assets';
import { IDataObject, IRevisionDetail } from '../../calls/revisions';
import { ITab, Tabs } from '../../tabs';
import { copyText } from '../clipboard';
import { Face, TabId } from '../face';
import { IShown } from '../model';
import { ITools } from '../tools';
import { CodeTab } from './code-tab';
import { DataTab } from './data-tab';
import { EnvironmentTab } from './environment-tab';
import { FilesTab } from './files-tab';
import { HistoryTab } from './history-tab';
import { MetadataTab } from './metadata-tab';

interface IDocumentTabsProps {
  readonly shown: IShown;
  readonly detail: IRevisionDetail;
  readonly face: Face;
  readonly tools: ITools;
  readonly person: (username: string) => string;
  readonly onDownload: (item: IDataObject) => void;
}

/**
 * What is known of the revision that is looked at, and of the figure.
 */
export function DocumentTabs(props: IDocumentTabsProps): JSX.Element {
  const { face, tools } = props;
  const { trans } = tools;
  const labels: [TabId, string][] = [
    ['code', trans.__('Code')],
    ['data', trans.__('Data')],
    ['environment', trans.__('Environment')],
    ['files', trans.__('Files')],
    ['metadata', trans.__('Metadata')],
    ['history', trans.__('History')]
  ];
  const tabs = labels.map(([id, label]): ITab => ({
    id,
    label,
    render: () => shownTab(id, props)
  }));
  return (
    <Tabs
      label={trans.__('About this revision')}
      tabs={tabs}
      current={face.tab}
      onChoose={id => {
        face.tab = id as TabId;
      }}
    />
  );
}

function shownTab(tab: TabId, props: IDocumentTabsProps): JSX.Element {
  const { detail, tools, shown, onDownload, person } = props;
  const { trans, contents, api, editors } = tools;
  const { figure } = shown;
  switch (tab) {
    case 'code':
      return <CodeTab {...{ detail, contents, editors, trans }} />;
    case 'data':
      return <DataTab {...{ detail, contents, onDownload, trans }} />;
    case 'environment':
      return <EnvironmentTab {...{ detail, contents, trans }} />;
    case 'files':
      return (
        <FilesTab
          {...{ detail, onDownload, trans }}
          figureName={figure.name}
          linked={() =>
            Promise.all(detail.assets.map(link => linkedAsset(api, link)))
          }
        />
      );
    case 'metadata':
      return (
        <MetadataTab
          {...{ detail, trans }}
          author={person(detail.author)}
          onCopy={(text, said) =>
            copyText(text).then(
              () => props.face.say(said),
              () => props.face.say(trans.__('The browser refused to copy.'))
            )
          }
        />
      );
    case 'history':
      return <History {...props} />;
  }
}

function History({ shown, tools, person }: IDocumentTabsProps): JSX.Element {
  const { figure } = shown;
  const revisions = figure.revisions.map(({ id, number }): [string, number] => [
    id,
    number
  ]);
  const numbers = new Map(revisions);
  return (
    <HistoryTab
      activity={() =>
        activityOf(
          tools.api,
          figure.analysis,
          new Set([figure.id, ...numbers.keys()])
        )
      }
      version={[figure.name, figure.analysis, numbers.size].join(' ')}
      numbers={numbers}
      person={person}
      trans={tools.trans}
    />
  );
}
