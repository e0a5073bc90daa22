import { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useRef } from 'react';

interface IKeyListProps {
  readonly trans: TranslationBundle;
  readonly onClose: () => void;
}

/**
 * The keys that work in the panel. Escape closes the list.
 */
export function KeyList({ trans, onClose }: IKeyListProps): JSX.Element {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    close.current?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  const keys: readonly (readonly [string, string])[] = [
    ['↑ ↓', trans.__('walk the figures')],
    ['Enter', trans.__('open')],
    ['C', trans.__('compare with the revision before')],
    ['I', trans.__('insert into the notebook')],
    ['/', trans.__('search all my work')],
    ['?', trans.__('show or hide the keys')]
  ];
  return (
    <section
      className="gofigr-Keys"
      aria-label={trans.__('Keys')}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <button
        ref={close}
        className="gofigr-Panel-refresh"
        title={trans.__('Close')}
        aria-label={trans.__('Close')}
        onClick={onClose}
      >
        <closeIcon.react tag="span" width="16px" height="16px" />
      </button>
      <dl>
        {keys.map(([key, what]) => (
          <React.Fragment key={key}>
            <dt>
              {key.split(' ').map(each => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </React.Fragment>
        ))}
      </dl>
    </section>
  );
}
