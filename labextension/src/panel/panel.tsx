import { INotebookTracker } from '@jupyterlab/notebook';
import { TranslationBundle } from '@jupyterlab/translation';
import {
  ReactWidget,
  ellipsesIcon,
  refreshIcon
} from '@jupyterlab/ui-components';
import { Message, MessageLoop } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import React from 'react';

import { figuresIcon } from '../icon';
import { IconButton } from '../icon-button';
import { IGoFigr } from '../tokens';
import { IDeeds, ThisNotebook } from './here';
import { PanelKeys } from './keys';
import { IPanelTab, TabBar, tabId, tabPanelId } from './tabs';

const HEADING = 'gofigr-panel-heading';
const THIS_NOTEBOOK = 'notebook';

/** What the panel works with. */
export interface IPanelTools {
  readonly tracker: INotebookTracker;
  readonly deeds: IDeeds;
  readonly trans: TranslationBundle;
  /** Open the menu of the panel below its button. */
  readonly openMenu: (button: DOMRect) => void;
  /** The tabs beside that of the notebook. */
  readonly others: readonly IPanelTab[];
  /** What stands below every tab. */
  readonly foot: JSX.Element;
}

/**
 * The side panel: the kept figures of the active notebook, and other tabs.
 */
export class FigurePanel extends ReactWidget {
  constructor(
    private readonly gofigr: IGoFigr,
    private readonly tools: IPanelTools
  ) {
    super();
    this.trans = tools.trans;
    this.tabs = [this.thisNotebook(), ...tools.others];
    this._current = this.tabs[0];
    this.id = 'gofigr-panel';
    this.addClass('gofigr-Panel');
    this.title.icon = figuresIcon;
    this.title.caption = this.trans.__('Figures');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', this.trans.__('Figures'));
    const { figures, receipts, pins, deletions, commentCounts, inbox } = gofigr;
    const all = [figures, receipts, pins, deletions, commentCounts, inbox];
    for (const { changed } of all) {
      changed.connect(this.update, this);
    }
    gofigr.preferences.changed.connect(this.follow, this);
    this.follow();
    tools.tracker.activeCellChanged.connect(this.update, this);
  }

  override dispose(): void {
    Signal.disconnectReceiver(this);
    super.dispose();
  }

  /**
   * Show a tab.
   */
  choose(id: string): void {
    const chosen = this.tabs.find(tab => tab.id === id) ?? this._current;
    if (chosen !== this._current) {
      this._current.look(false);
      this._current = chosen;
      this._seen.add(id);
      chosen.look(this.isVisible);
      this.update();
    }
  }

  /** Hide what the user does not want to see. */
  private follow(): void {
    const { preferences } = this.gofigr;
    for (const part of ['cardPictures', 'cardFacts', 'footer'] as const) {
      this.toggleClass(`gofigr-no-${part}`, !preferences.shows(part));
    }
    if (!this.shownTabs.includes(this._current)) {
      this.choose(THIS_NOTEBOOK);
    }
    this.update();
  }

  /**
   * Show which keys there are, or no longer.
   */
  toggleKeys(): void {
    this._keys = !this._keys;
    this.update();
  }

  /**
   * Begin to search in a tab; without `id` in the one that is shown, or the first
   * that can be searched.
   */
  async search(id?: string): Promise<void> {
    const tab =
      this.shownTabs.find(each => each.id === id) ??
      [this._current, ...this.shownTabs].find(each => each.searchable);
    if (tab) {
      this.choose(tab.id);
      MessageLoop.sendMessage(this, Widget.Msg.UpdateRequest);
      await this.renderPromise;
      this.inside(tab, '[type=search]')?.focus();
    }
  }

  handleEvent(event: Event): void {
    if (!(event instanceof KeyboardEvent) || isTyping(event)) {
      return;
    }
    if (event.key === '?') {
      this.toggleKeys();
    } else if (event.key === '/') {
      event.preventDefault();
      void this.search();
    } else {
      return;
    }
    event.stopPropagation();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.node.addEventListener('keydown', this);
  }

  protected override onBeforeDetach(message: Message): void {
    this.node.removeEventListener('keydown', this);
    super.onBeforeDetach(message);
  }

  protected override onAfterShow(): void {
    this._current.look(true);
  }

  protected override onAfterHide(): void {
    this._current.look(false);
  }

  protected override onActivateRequest(): void {
    if (this.node.contains(document.activeElement)) {
      return;
    }
    const first =
      this.inside(this._current, '[tabindex="0"]') ??
      this.inside(this._current, 'button');
    (first ?? this.node).focus();
  }

  protected override render(): JSX.Element {
    return (
      <>
        <div className="gofigr-Panel-header">
          <h2 id={HEADING}>{this.trans.__('Figures')}</h2>
          <span>
            <IconButton
              icon={refreshIcon}
              label={this.trans.__('Look again')}
              onClick={() => this._current.refresh()}
            />
            <IconButton
              icon={ellipsesIcon}
              label={this.trans.__('More')}
              aria-haspopup="menu"
              onClick={({ currentTarget }) =>
                this.tools.openMenu(currentTarget.getBoundingClientRect())
              }
            />
          </span>
        </div>
        {this.shownTabs.length > 1 && (
          <TabBar
            tabs={this.shownTabs}
            current={this._current.id}
            label={this.trans.__('Figures')}
            trans={this.trans}
            onChoose={id => this.choose(id)}
          />
        )}
        {this._keys && (
          <PanelKeys trans={this.trans} onClose={() => this.toggleKeys()} />
        )}
        {this.tabs.map(tab => (
          <div
            key={tab.id}
            id={tabPanelId(tab.id)}
            className="gofigr-Panel-body"
            role="tabpanel"
            aria-labelledby={tabId(tab.id)}
            hidden={tab !== this._current}
          >
            {this._seen.has(tab.id) && tab.render()}
          </div>
        ))}
        {this.tools.foot}
      </>
    );
  }

  private get shownTabs(): readonly IPanelTab[] {
    return this.tabs.filter(tab => tab.isShown());
  }

  private inside(tab: IPanelTab, what: string): HTMLElement | null {
    return this.node.querySelector(`#${tabPanelId(tab.id)} ${what}`);
  }

  private thisNotebook(): IPanelTab {
    return {
      id: THIS_NOTEBOOK,
      label: this.trans.__('This notebook'),
      icon: figuresIcon,
      searchable: false,
      isShown: () => true,
      render: () => this.renderBody(),
      refresh: () => void this.gofigr.figures.refresh(),
      look: looked => {
        this.gofigr.figures.active = looked;
        void (looked && this.gofigr.pins.ready());
      }
    };
  }

  private renderBody(): JSX.Element {
    return (
      <ThisNotebook
        {...this.gofigr}
        deeds={this.tools.deeds}
        trans={this.trans}
        activeCell={this.tools.tracker.activeCell?.model.id ?? null}
        label={HEADING}
      />
    );
  }

  private readonly trans: TranslationBundle;
  private readonly tabs: readonly IPanelTab[];
  private readonly _seen = new Set([THIS_NOTEBOOK]);
  private _current: IPanelTab;
  private _keys = false;
}

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return target instanceof Element && target.matches('input, textarea, select');
}
