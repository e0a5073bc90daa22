import React from 'react';

interface IKeyListProps {
  readonly className: string;
  /** Each key, or keys, with what they do. */
  readonly keys: readonly (readonly [string, string])[];
}

/**
 * What the keys do.
 */
export function KeyList({ className, keys }: IKeyListProps): JSX.Element {
  return (
    <dl className={className}>
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
