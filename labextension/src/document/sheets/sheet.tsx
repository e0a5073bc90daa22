import { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useRef } from 'react';

import { IconButton } from '../../icon-button';

interface ISheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
  readonly trans: TranslationBundle;
}

/**
 * A part that unfolds below the head of the document. Escape folds it away.
 */
export function SheetFrame(props: ISheetProps): JSX.Element {
  const { trans } = props;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const home = section.current?.closest<HTMLElement>('.gofigr-Doc');
    section.current?.focus();
    return () => {
      // The focus went away with the sheet.
      if (document.activeElement === document.body) {
        home?.focus();
      }
    };
  }, [props.title]);
  return (
    <section
      ref={section}
      className="gofigr-Sheet"
      aria-label={props.title}
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          props.onClose();
        }
      }}
    >
      <header>
        <h3 className="gofigr-Subhead">{props.title}</h3>
        <IconButton
          icon={closeIcon}
          label={trans.__('Fold away')}
          title={trans.__('Fold away (Esc)')}
          onClick={props.onClose}
        />
      </header>
      {props.children}
    </section>
  );
}
