import { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import { IRevisionDetail } from '../../calls/revisions';
import { Contents } from '../contents';
import { useLoaded } from '../loaded';
import { IFact, IPackage, facts, listsPackages, packages } from './environment';
import { Lines, Nothing, Problem } from './said';

interface IEnvironmentTabProps {
  readonly detail: IRevisionDetail;
  readonly contents: Contents;
  readonly trans: TranslationBundle;
}

/**
 * Interpreter, platform, git and installed packages.
 */
export function EnvironmentTab(props: IEnvironmentTabProps): JSX.Element {
  const { detail, trans } = props;
  const known = facts(detail);
  const list = detail.data.find(listsPackages);
  if (known.length === 0 && !list) {
    return (
      <Nothing>
        {trans.__('Nothing is known of where this revision was drawn.')}
      </Nothing>
    );
  }
  return (
    <>
      <dl className="gofigr-Facts">
        {known.map(fact => (
          <Fact key={fact.label} fact={fact} trans={trans} />
        ))}
      </dl>
      {list && <Installed {...props} key={list.id} list={list.id} />}
    </>
  );
}

function Fact(props: {
  readonly fact: IFact;
  readonly trans: TranslationBundle;
}): JSX.Element {
  const { fact, trans } = props;
  return (
    <div>
      <dt>{saidLabel(fact.label, trans)}</dt>
      <dd>
        {fact.link ? (
          <a href={fact.link} target="_blank" rel="noopener noreferrer">
            {fact.text}
          </a>
        ) : (
          fact.text
        )}
      </dd>
    </div>
  );
}

function saidLabel(label: IFact['label'], trans: TranslationBundle): string {
  switch (label) {
    case 'Python':
      return 'Python';
    case 'Platform':
      return trans.__('Platform');
    case 'Drawn with':
      return trans.__('Drawn with');
    case 'Git':
      return 'Git';
    case 'Repository':
      return trans.__('Repository');
    case 'Locale':
      return trans.__('Locale');
    case 'Time zone':
      return trans.__('Time zone');
    case 'Processors':
      return trans.__('Processors');
    case 'GPU':
      return 'GPU';
    case 'Variables':
      return trans.__('Variables');
    case 'Random seeds':
      return trans.__('Random seeds');
  }
}

function Installed(
  props: IEnvironmentTabProps & { readonly list: string }
): JSX.Element {
  const { trans, contents, list } = props;
  const loaded = useLoaded(
    async () => packages(await contents.text(list)),
    list
  );
  switch (loaded.kind) {
    case 'loading':
      return <Lines count={6} />;
    case 'failed':
      return <Problem reason={loaded.reason} trans={trans} />;
    case 'ready':
      return <Packages all={loaded.value} trans={trans} />;
  }
}

function Packages(props: {
  readonly all: readonly IPackage[];
  readonly trans: TranslationBundle;
}): JSX.Element {
  const { all, trans } = props;
  const [sought, setSought] = useState('');
  const found = all.filter(({ name }) =>
    name.toLowerCase().includes(sought.trim().toLowerCase())
  );
  return (
    <>
      <div className="gofigr-Packages-head">
        <input
          type="search"
          className="gofigr-Input"
          placeholder={trans.__('Find a package')}
          aria-label={trans.__('Find a package')}
          value={sought}
          onChange={event => setSought(event.target.value)}
        />
        <span role="status">
          {sought.trim()
            ? trans.__('%1 of %2 packages', found.length, all.length)
            : trans._n('%1 package', '%1 packages', all.length, all.length)}
        </span>
      </div>
      <ul className="gofigr-Packages">
        {found.map(({ name, version }) => (
          <li key={name}>
            <span>{name}</span>
            <span>{version}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
