import { MODES, Mode, Role } from './model';

/** What a key asks for. */
export type Action =
  | { readonly kind: 'mode'; readonly mode: Mode }
  | { readonly kind: 'step'; readonly role: Role; readonly by: 1 | -1 }
  | {
      readonly kind:
        | 'swap'
        | 'zoom in'
        | 'zoom out'
        | 'fit'
        | 'real size'
        | 'other'
        | 'help'
        | 'back';
    };

/** Of a keyboard event, what decides. */
export interface IKeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly target: EventTarget | null;
}

/**
 * What a key asks for; null where it belongs to the control that has the focus.
 */
export function actionOf(press: IKeyPress): Action | null {
  const target = press.target instanceof Element ? press.target : null;
  if (
    press.altKey ||
    press.ctrlKey ||
    press.metaKey ||
    target?.closest('select, textarea, [contenteditable="true"]')
  ) {
    return null;
  }
  const own = target?.closest('input, [role="tab"]');
  if (own && press.key.startsWith('Arrow')) {
    return null;
  }
  const mode = MODES[Number(press.key) - 1];
  if (mode) {
    return { kind: 'mode', mode };
  }
  switch (press.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return {
        kind: 'step',
        role: press.shiftKey ? 'before' : 'after',
        by: press.key === 'ArrowLeft' ? -1 : 1
      };
    case 's':
    case 'S':
      return { kind: 'swap' };
    case '+':
    case '=':
      return { kind: 'zoom in' };
    case '-':
      return { kind: 'zoom out' };
    case '0':
    case 'f':
    case 'F':
      return { kind: 'fit' };
    case '9':
      return { kind: 'real size' };
    case ' ':
      return target?.closest('button, input, a, [role="tab"]')
        ? null
        : { kind: 'other' };
    case '?':
      return { kind: 'help' };
    case 'Escape':
      return { kind: 'back' };
    default:
      return null;
  }
}
