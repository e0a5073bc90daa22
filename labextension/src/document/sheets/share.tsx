import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useState } from 'react';

import { messageOf } from '../../api';
import { IShares } from '../../calls/shares';
import { Lines, Nothing } from '../tabs/said';

/** What the sheet asks of the service; all reject with a RequestError. */
export interface ISharing {
  shares(): Promise<IShares>;
  withUser(user: string, enabled: boolean): Promise<void>;
  byLink(enabled: boolean): Promise<void>;
  /** Where the figure is shown, and whether only this machine can show it. */
  link(): Promise<{ readonly address: string; readonly isLocal: boolean }>;
}

interface IShareSheetProps {
  readonly sharing: ISharing;
  readonly onCopy: (text: string, said: string) => void;
  readonly trans: TranslationBundle;
}

type Asked =
  | { readonly kind: 'loading' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'known'; readonly shares: IShares };

/**
 * Who may see the figure: by link, and by name.
 */
export function ShareSheet(props: IShareSheetProps): JSX.Element {
  const { sharing, trans } = props;
  const [asked, setAsked] = useState<Asked>({ kind: 'loading' });
  const [problem, setProblem] = useState('');
  const look = async () => {
    try {
      setAsked({ kind: 'known', shares: await sharing.shares() });
    } catch (error) {
      setAsked({ kind: 'refused', reason: messageOf(error) });
    }
  };
  useEffect(() => void look(), []);
  const change = async (what: Promise<void>): Promise<boolean> => {
    setProblem('');
    try {
      await what;
      return true;
    } catch (error) {
      setProblem(messageOf(error) || trans.__('That did not work. Try again.'));
      return false;
    } finally {
      await look();
    }
  };

  if (asked.kind === 'loading') {
    return <Lines count={2} />;
  }
  if (asked.kind === 'refused') {
    return <Nothing>{asked.reason || trans.__('Try again later.')}</Nothing>;
  }
  const { users, link } = asked.shares;
  return (
    <>
      <label className="gofigr-Check">
        <input
          type="checkbox"
          checked={link}
          onChange={({ target }) => {
            // Shown at once; what the service says follows.
            const wanted = { users, link: target.checked };
            setAsked({ kind: 'known', shares: wanted });
            void change(sharing.byLink(target.checked));
          }}
        />
        {trans.__('Everybody who has the link may see this figure')}
      </label>
      {link && <LinkLine {...props} />}
      <ReaderForm
        trans={trans}
        onAdd={user => change(sharing.withUser(user, true))}
      />
      {problem && (
        <p className="gofigr-Said" role="alert">
          {problem}
        </p>
      )}
      <ul className="gofigr-Readers">
        {users.map(user => (
          <li key={user}>
            <span>{user}</span>
            <button
              className="gofigr-Quiet"
              aria-label={trans.__('Stop sharing with %1', user)}
              onClick={() => void change(sharing.withUser(user, false))}
            >
              {trans.__('Remove')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function LinkLine(props: IShareSheetProps): JSX.Element | null {
  const { trans } = props;
  const [link, setLink] = useState<{ address: string; isLocal: boolean }>();
  useEffect(() => {
    props.sharing.link().then(setLink, () => setLink(undefined));
  }, []);
  return link ? (
    <>
      <div className="gofigr-DocLine">
        <input
          className="gofigr-Input"
          readOnly
          aria-label={trans.__('Link')}
          value={link.address}
          onFocus={event => event.target.select()}
        />
        <button
          className="gofigr-Quiet"
          onClick={() => props.onCopy(link.address, trans.__('Link copied.'))}
        >
          {trans.__('Copy link')}
        </button>
      </div>
      {link.isLocal && (
        <p className="gofigr-Hint">
          {trans.__(
            'Your figures are kept on this computer, so the link opens for those who can reach its Jupyter server.'
          )}
        </p>
      )}
    </>
  ) : null;
}

interface IReaderFormProps {
  /** Tells whether it worked. */
  readonly onAdd: (user: string) => Promise<boolean>;
  readonly trans: TranslationBundle;
}

function ReaderForm({ onAdd, trans }: IReaderFormProps): JSX.Element {
  const [name, setName] = useState('');
  const label = trans.__('User name or e-mail');
  return (
    <form
      className="gofigr-DocLine"
      onSubmit={event => {
        event.preventDefault();
        if (name.trim()) {
          void onAdd(name.trim()).then(added => added && setName(''));
        }
      }}
    >
      <input
        className="gofigr-Input"
        placeholder={label}
        aria-label={label}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      <button className="gofigr-Quiet" type="submit" disabled={!name.trim()}>
        {trans.__('Share')}
      </button>
    </form>
  );
}
