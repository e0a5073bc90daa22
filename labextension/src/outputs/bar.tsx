import { TranslationBundle } from '@jupyterlab/translation';
import {
  LabIcon,
  ReactWidget,
  checkIcon,
  downloadIcon,
  linkIcon
} from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';
import React, { useEffect, useState } from 'react';

import { IconButton } from '../icon-button';
import { figuresIcon } from '../icon';
import { Preferences } from '../preferences/preferences';
import { IDS } from './ids';

/** Milliseconds in which a button says that it has done its work. */
const SAID = 2000;

/** What the buttons work with. */
export interface IBarTools {
  readonly preferences: Preferences;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
}

/**
 * The buttons over a kept figure in a notebook. They are seen while the figure
 * is pointed at or one of them has the focus.
 */
export class OutputBar extends ReactWidget {
  /** `revision` tells which figure stands there now. */
  constructor(
    private readonly tools: IBarTools,
    private readonly revision: () => string | null
  ) {
    super();
    this.addClass('gofigr-OutputBar');
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', tools.trans.__('Kept figure'));
    // Else Enter would edit the cell.
    this.node.dataset.lmSuppressShortcuts = 'true';
  }

  protected override render(): JSX.Element {
    const { trans } = this.tools;
    const press = (command: string) => this.press(command);
    return (
      <>
        <BarButton
          icon={figuresIcon}
          label={trans.__('Show in panel')}
          onPress={() => press(IDS.show)}
        />
        <BarButton
          icon={linkIcon}
          label={trans.__('Copy link')}
          done={trans.__('Link copied')}
          onPress={() => press(IDS.copyLink)}
        />
        <BarButton
          icon={downloadIcon}
          label={trans.__('Save with provenance')}
          onPress={() => press(IDS.save)}
        />
      </>
    );
  }

  private press(command: string): void {
    void this.tools.commands.execute(command, { revision: this.revision() });
  }
}

interface IBarButtonProps {
  readonly icon: LabIcon;
  readonly label: string;
  /** What is said for a moment after it was pressed. */
  readonly done?: string;
  readonly onPress: () => void;
}

function BarButton(props: IBarButtonProps): JSX.Element {
  const { done } = props;
  const [pressed, setPressed] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setPressed(0), SAID);
    return () => clearTimeout(timer);
  }, [pressed]);
  const said = pressed > 0 ? done : undefined;
  return (
    <>
      <IconButton
        icon={said ? checkIcon : props.icon}
        label={props.label}
        title={said ?? props.label}
        onClick={() => {
          props.onPress();
          setPressed(pressed + 1);
        }}
      />
      {done && (
        <span className="gofigr-OutputBar-said" role="status">
          {said}
        </span>
      )}
    </>
  );
}
