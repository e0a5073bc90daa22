/** What the keys of the document do. */
export interface IKeyActions {
  readonly step: (steps: number) => void;
  readonly compare: () => void;
  readonly comment: () => void;
  readonly ask: () => void;
  readonly rename: () => void;
  readonly share: () => void;
  readonly copyLink: () => void;
  readonly keys: () => void;
  readonly back: () => void;
}

const WRITES = 'input, textarea, select, [contenteditable="true"], .cm-editor';

/**
 * What a key pressed in the document does; null where it does nothing, or means
 * something else to the element that has the focus.
 */
export function onDocumentKey(
  event: KeyboardEvent,
  actions: IKeyActions
): (() => void) | null {
  const target = event.target instanceof Element ? event.target : null;
  if (
    event.defaultPrevented ||
    event.altKey ||
    event.ctrlKey ||
    event.metaKey ||
    target?.closest(WRITES)
  ) {
    return null;
  }
  // A part that scrolls sideways keeps its arrows.
  const scrolls = target?.matches('.gofigr-Data-scroll, pre') ?? false;
  const keys: Record<string, () => void> = {
    ArrowLeft: () => actions.step(-1),
    ArrowRight: () => actions.step(1),
    c: actions.compare,
    m: actions.comment,
    a: actions.ask,
    s: actions.share,
    y: actions.copyLink,
    F2: actions.rename,
    '?': actions.keys,
    Escape: actions.back
  };
  const isArrow = event.key.startsWith('Arrow');
  if (isArrow && (event.shiftKey || scrolls)) {
    return null;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return keys[key] ?? null;
}
