import React from 'react';

interface IKeyListProps {
  /** Each key, or keys, with what they do. */
  readonly keys: readonly (readonly [string, string])[];
}

/**
 * What the keys do.
 */
export function KeyList({ keys }: IKeyListProps): JSX.Element {
  return (
    <dl className="gofigr-KeyList">
      {keys.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
