import { Api } from './api';

/** Twice what is shown, for dense screens. */
const SIZE = 192;

/**
 * Small pictures of revisions, each asked for once.
 */
export class SmallPictures {
  constructor(private readonly api: Api) {}

  /**
   * A data URL; null where there is none. One that could not be had is asked for
   * again the next time.
   */
  of(revision: string): Promise<string | null> {
    const known = this._known.get(revision);
    if (known) {
      return known;
    }
    const asked = this.api.thumbnail(revision, SIZE).catch(() => {
      this._known.delete(revision);
      return null;
    });
    this._known.set(revision, asked);
    return asked;
  }

  private readonly _known = new Map<string, Promise<string | null>>();
}
