import { IDisposable } from '@lumino/disposable';

import { PICTURES } from '../search/picture';

const SEARCH = '.gofigr-Find';
const HOVERED = 'gofigr-mod-hovered';

/**
 * Takes the files that are dropped on an element. Pictures on the search are
 * left to it: it looks for them.
 */
export class FileDrops implements IDisposable {
  constructor(
    private readonly node: HTMLElement,
    private readonly onFiles: (files: readonly File[]) => void
  ) {
    for (const type of ['dragover', 'dragleave', 'drop']) {
      node.addEventListener(type, this);
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    for (const type of ['dragover', 'dragleave', 'drop']) {
      this.node.removeEventListener(type, this);
    }
  }

  handleEvent(event: DragEvent): void {
    const meant = isMeant(event);
    this.node.classList.toggle(HOVERED, meant && event.type === 'dragover');
    if (!meant || event.type === 'dragleave') {
      return;
    }
    event.preventDefault();
    if (event.type === 'drop' && event.dataTransfer) {
      this.onFiles([...event.dataTransfer.files]);
    }
  }

  private _isDisposed = false;
}

function isMeant({ dataTransfer, target }: DragEvent): boolean {
  if (!dataTransfer?.types.includes('Files')) {
    return false;
  }
  const searching = target instanceof Element && target.closest(SEARCH);
  const picture = [...dataTransfer.items].some(({ type }) =>
    PICTURES.split(',').includes(type)
  );
  return !(searching && picture);
}
