import { ReactWidget, closeIcon } from '@jupyterlab/ui-components';
import { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import React from 'react';

import { ISlide } from '../calls/stories';
import { IconButton } from '../icon-button';
import { Written } from '../insight/written';
import { StoryModel } from './model';
import { Origin } from './picture';
import { IStoryTools } from './tools';

/**
 * A story that fills the screen, slide by slide: arrows and Space walk, N shows
 * the notes, Escape ends it.
 */
export class StoryShow extends ReactWidget {
  constructor(
    private readonly model: StoryModel,
    private readonly tools: IStoryTools
  ) {
    super();
    this.addClass('gofigr-Show');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'dialog');
    this.node.setAttribute('aria-modal', 'true');
    this.node.setAttribute('aria-label', model.draft.name);
    tools.figures.changed.connect(this.update, this);
  }

  /** Fill the screen; where the browser refuses that, the window. */
  start(): void {
    this._before = document.activeElement;
    Widget.attach(this, document.body);
    this.node.focus();
    this.node.requestFullscreen?.().catch(() => undefined);
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.tools.figures.changed.disconnect(this.update, this);
    if (document.fullscreenElement) {
      void document.exitFullscreen();
    }
    super.dispose();
    if (this._before instanceof HTMLElement) {
      this._before.focus();
    }
  }

  handleEvent(event: Event): void {
    if (event.type === 'fullscreenchange') {
      if (!document.fullscreenElement) {
        this.dispose();
      }
      return;
    }
    const { key, altKey, ctrlKey, metaKey } = event as KeyboardEvent;
    const act = this.keys[key.length === 1 ? key.toLowerCase() : key];
    event.stopPropagation();
    if (act && !altKey && !ctrlKey && !metaKey) {
      event.preventDefault();
      act();
    }
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.node.addEventListener('keydown', this);
    document.addEventListener('fullscreenchange', this);
    this._others = [...document.body.children].filter(
      (each): each is HTMLElement =>
        each instanceof HTMLElement && each !== this.node && !each.inert
    );
    this._others.forEach(each => (each.inert = true));
  }

  protected override onBeforeDetach(message: Message): void {
    this.node.removeEventListener('keydown', this);
    document.removeEventListener('fullscreenchange', this);
    this._others.forEach(each => (each.inert = false));
    super.onBeforeDetach(message);
  }

  protected override render(): JSX.Element {
    const { trans } = this.tools;
    const { slides } = this.model;
    const slide = slides[this._place];
    return (
      <>
        {slide && (
          <ShownSlide
            key={slide.id}
            slide={slide}
            name={this.model.draft.name}
            tools={this.tools}
          />
        )}
        {this._notes && slide && (
          <aside
            className="gofigr-Show-notes"
            aria-label={trans.__('Speaker notes')}
          >
            {slide.notes || trans.__('This slide has no notes.')}
          </aside>
        )}
        <footer className="gofigr-Show-foot">
          <span role="status">
            {trans.__('%1 of %2', this._place + 1, slides.length)}
          </span>
          <span>{trans.__('← → walk · N notes · Esc ends')}</span>
          <IconButton
            icon={closeIcon}
            label={trans.__('End the presentation')}
            onClick={() => this.dispose()}
          />
        </footer>
      </>
    );
  }

  private go(place: number): void {
    this._place = Math.max(0, Math.min(place, this.model.slides.length - 1));
    this.node.scrollTop = 0;
    this.update();
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    ArrowRight: () => this.go(this._place + 1),
    ArrowDown: () => this.go(this._place + 1),
    PageDown: () => this.go(this._place + 1),
    ' ': () => this.go(this._place + 1),
    ArrowLeft: () => this.go(this._place - 1),
    ArrowUp: () => this.go(this._place - 1),
    PageUp: () => this.go(this._place - 1),
    Home: () => this.go(0),
    End: () => this.go(this.model.slides.length - 1),
    n: () => {
      this._notes = !this._notes;
      this.update();
    },
    Escape: () => this.dispose()
  };

  private _place = 0;
  private _notes = false;
  private _before: Element | null = null;
  private _others: readonly HTMLElement[] = [];
}

function ShownSlide(props: {
  readonly slide: ISlide;
  readonly name: string;
  readonly tools: IStoryTools;
}): JSX.Element {
  const { slide, tools } = props;
  const { trans, rendermime } = tools;
  const { kind, revision, content } = slide;
  const found = revision ? tools.figures.of(revision) : undefined;
  const title =
    slide.title || (kind === 'title' ? props.name : (found?.name ?? ''));
  return (
    <section className="gofigr-Show-slide" data-kind={kind}>
      {title && <h2>{title}</h2>}
      {found && (
        <figure>
          {found.picture && <img src={found.picture} alt={found.alt} />}
          <figcaption>
            <Origin found={found} tools={tools} />
          </figcaption>
        </figure>
      )}
      {found === null && <p>{trans.__('This figure is no longer kept.')}</p>}
      {content && <Written text={content} rendermime={rendermime} />}
    </section>
  );
}
