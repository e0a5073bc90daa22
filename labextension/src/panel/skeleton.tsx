import React from 'react';

/**
 * The shape of what is coming; CSS shows it after 200 ms.
 */
export function Skeleton(): JSX.Element {
  return (
    <div className="gofigr-Skeleton" aria-busy="true">
      {[0, 1, 2].map(row => (
        <div className="gofigr-Skeleton-row" key={row}>
          <div className="gofigr-Skeleton-picture" />
          <div className="gofigr-Skeleton-text" />
        </div>
      ))}
    </div>
  );
}
