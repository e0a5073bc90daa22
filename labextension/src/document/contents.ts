import { Api } from '../api';
import { dataBytes } from '../calls/revisions';

/** Bytes that are kept for another look. */
const MOST = 64 * 1024 * 1024;

/**
 * The bytes of data objects, fetched once: they never change under their id.
 */
export class Contents {
  constructor(private readonly api: Api) {}

  /**
   * Rejects with a RequestError.
   */
  bytes(id: string): Promise<Uint8Array> {
    const known = this._known.get(id);
    if (known) {
      return known;
    }
    const asked = dataBytes(this.api, id);
    this._known.set(id, asked);
    asked.then(
      bytes => this.keep(id, bytes.length),
      () => this._known.delete(id)
    );
    return asked;
  }

  async text(id: string): Promise<string> {
    return new TextDecoder().decode(await this.bytes(id));
  }

  private keep(id: string, size: number): void {
    this._sizes.set(id, size);
    let total = [...this._sizes.values()].reduce((sum, each) => sum + each, 0);
    for (const [oldest, bytes] of this._sizes) {
      if (total <= MOST || oldest === id) {
        return;
      }
      this._sizes.delete(oldest);
      this._known.delete(oldest);
      total -= bytes;
    }
  }

  private readonly _known = new Map<string, Promise<Uint8Array>>();
  private readonly _sizes = new Map<string, number>();
}
