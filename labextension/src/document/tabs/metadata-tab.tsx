import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IRevisionDetail } from '../../calls/revisions';
import { exactTime } from '../../times';
import { saidSize } from '../files';
import { ISection, sections } from './metadata';

interface IMetadataTabProps {
  readonly detail: IRevisionDetail;
  readonly author: string;
  readonly trans: TranslationBundle;
  readonly onCopy: (text: string, said: string) => void;
}

/**
 * All that is told about a revision, to read.
 */
export function MetadataTab(props: IMetadataTabProps): JSX.Element {
  const { detail, trans } = props;
  const raw = JSON.stringify(detail.metadata, null, 2) ?? '';
  return (
    <>
      <Section
        section={{ heading: '', entries: about(props) }}
        chip={
          <div>
            <dt>{trans.__('Id')}</dt>
            <dd>
              <button
                className="gofigr-Chip"
                title={trans.__('Copy')}
                onClick={() => props.onCopy(detail.id, trans.__('Id copied.'))}
              >
                {detail.id}
              </button>
            </dd>
          </div>
        }
      />
      {sections(detail.metadata).map((section, index) => (
        <Section key={index} section={section} />
      ))}
      <details className="gofigr-Raw">
        <summary>{trans.__('As stored')}</summary>
        <pre tabIndex={0}>{raw}</pre>
      </details>
    </>
  );
}

function Section(props: {
  readonly section: ISection;
  readonly chip?: JSX.Element;
}): JSX.Element {
  const { heading, entries } = props.section;
  return (
    <>
      {heading && <h3 className="gofigr-Subhead">{heading}</h3>}
      <dl className="gofigr-Facts">
        {entries.map(({ label, value }, index) => (
          <div key={index}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {props.chip}
      </dl>
    </>
  );
}

function about({ detail, author, trans }: IMetadataTabProps) {
  const seen = detail.provenance.seen;
  const total = detail.data.reduce((sum, { size }) => sum + size, 0);
  const entries = [
    { label: trans.__('Kept'), value: exactTime(detail.created) },
    { label: trans.__('By'), value: author },
    { label: trans.__('Size'), value: saidSize(total) }
  ];
  if (seen && seen.count > 1) {
    entries.push({
      label: trans.__('Seen again'),
      value: trans.__('%1 times, last %2', seen.count - 1, exactTime(seen.last))
    });
  }
  return entries;
}
