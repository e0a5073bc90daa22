import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

/**
 * One sentence where there is nothing to show.
 */
export function Nothing(props: {
  readonly children: React.ReactNode;
}): JSX.Element {
  return <p className="gofigr-Said">{props.children}</p>;
}

/**
 * Why something cannot be shown.
 */
export function Problem(props: {
  readonly reason: string;
  readonly trans: TranslationBundle;
}): JSX.Element {
  return (
    <p className="gofigr-Said" role="alert">
      {props.reason || props.trans.__('This cannot be shown now.')}
    </p>
  );
}

/**
 * The shape of lines that are coming; CSS shows it after 200 ms.
 */
export function Lines({ count }: { readonly count: number }): JSX.Element {
  return (
    <div className="gofigr-Lines" aria-busy="true">
      {Array.from({ length: count }, (_, line) => (
        <div key={line} />
      ))}
    </div>
  );
}
