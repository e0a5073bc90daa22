import { LabIcon } from '@jupyterlab/ui-components';
import React from 'react';

interface IIconButtonProps extends Omit<
  React.ComponentPropsWithoutRef<'button'>,
  'children'
> {
  readonly icon: LabIcon;
  /** Read aloud, and shown on hover where there is no `title`. */
  readonly label: string;
}

/**
 * A quiet button that shows an icon.
 */
export const IconButton = React.forwardRef<HTMLButtonElement, IIconButtonProps>(
  ({ icon: Icon, label, ...rest }, ref): JSX.Element => {
    return (
      <button
        title={label}
        {...rest}
        ref={ref}
        className="gofigr-IconButton"
        aria-label={label}
      >
        <Icon.react tag="span" width="16px" height="16px" />
      </button>
    );
  }
);
