import { IEditorServices } from '@jupyterlab/codeeditor';
import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IRevisionDetail } from '../../calls/revisions';
import { Contents } from '../contents';
import { useLoaded } from '../loaded';
import { ISource, sources } from './code';
import { Editor } from './editor';
import { Lines, Nothing, Problem } from './said';

interface ICodeTabProps {
  readonly detail: IRevisionDetail;
  readonly contents: Contents;
  readonly editors: IEditorServices;
  readonly trans: TranslationBundle;
}

/**
 * The code that drew the figure.
 */
export function CodeTab(props: ICodeTabProps): JSX.Element {
  const found = sources(props.detail);
  if (found.length === 0) {
    return (
      <Nothing>
        {props.trans.__('No code was kept with this revision.')}
      </Nothing>
    );
  }
  return (
    <ol className="gofigr-Code">
      {found.map(source => (
        <li key={source.id}>
          <Source {...props} source={source} />
        </li>
      ))}
    </ol>
  );
}

function Source(
  props: ICodeTabProps & { readonly source: ISource }
): JSX.Element {
  const { source, contents, trans } = props;
  const loaded = useLoaded(() => contents.text(source.id), source.id);
  const prompt = source.count === null ? '' : `[${source.count}]`;
  return (
    <section>
      <header className="gofigr-Code-head">
        <code>{prompt}</code>
        <span>{source.name}</span>
        <span className="gofigr-Code-part" data-part={source.part}>
          {saidPart(source, trans)}
        </span>
      </header>
      {loaded.kind === 'ready' && (
        <Editor
          source={loaded.value}
          language={source.language || 'python'}
          label={trans.__('Code %1', prompt || source.name)}
          editors={props.editors}
        />
      )}
      {loaded.kind === 'loading' && <Lines count={3} />}
      {loaded.kind === 'failed' && (
        <Problem reason={loaded.reason} trans={trans} />
      )}
    </section>
  );
}

function saidPart(source: ISource, trans: TranslationBundle): string {
  switch (source.part) {
    case 'this cell':
      return trans.__('this cell');
    case 'input':
      return source.doubt
        ? trans.__('input, unsure: %1', source.doubt)
        : trans.__('input');
    case 'other':
      return '';
  }
}
