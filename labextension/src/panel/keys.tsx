import { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useRef } from 'react';

import { IconButton } from '../icon-button';
import { KeyList } from '../key-list';

interface IPanelKeysProps {
  readonly trans: TranslationBundle;
  readonly onClose: () => void;
}

/**
 * The keys that work in the panel. Escape closes the list.
 */
export function PanelKeys({ trans, onClose }: IPanelKeysProps): JSX.Element {
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
      <IconButton
        ref={close}
        icon={closeIcon}
        label={trans.__('Close')}
        onClick={onClose}
      />
      <KeyList keys={keys} />
    </section>
  );
}
