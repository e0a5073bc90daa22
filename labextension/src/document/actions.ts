import { TranslationBundle } from '@jupyterlab/translation';

import { Api } from '../api';
import { figureDetail } from '../calls/figures';
import {
  IDataObject,
  IRevisionDetail,
  mediaType,
  revisionDetail
} from '../calls/revisions';
import { IDestination, IRevision } from '../wire';
import { citation } from './citation';
import { asPng, copyPng, copyText, save } from './clipboard';
import { Contents } from './contents';
import { fileName } from './files';
import { People } from '../people';
import { pictures } from './picture/choice';

/** A figure or one of its revisions; without a revision the newest one. */
export interface ITarget {
  readonly figure?: string;
  readonly revision?: string;
}

/**
 * What can be done with a revision without changing it. Each gives the
 * sentence that tells what was done, and rejects where it could not be.
 */
export class Actions {
  constructor(
    private readonly api: Api,
    private readonly contents: Contents,
    private readonly people: People,
    private readonly trans: TranslationBundle
  ) {}

  /**
   * The revision that is meant. Rejects with a RequestError.
   */
  async find(target: ITarget): Promise<IRevisionDetail> {
    if (target.revision) {
      return revisionDetail(this.api, target.revision);
    }
    const figure = await figureDetail(this.api, target.figure ?? '');
    const newest = figure.revisions.at(-1);
    if (!newest) {
      throw new Error(this.trans.__('This figure has no revisions.'));
    }
    return revisionDetail(this.api, newest.id);
  }

  /**
   * Where a browser shows the revision.
   */
  async link(revision: IRevision): Promise<string> {
    return this.address(`/r/${revision.shortId ?? revision.id}`);
  }

  /** Put into the clipboard where a browser shows this path of the service. */
  async copyAddress(path: string): Promise<void> {
    await copyText(await this.address(path));
  }

  /**
   * Whether the service is this machine's own, so that links lead nowhere for
   * others.
   */
  async isLocal(): Promise<boolean> {
    this._destination ??= await this.api.destination();
    return this._destination.pages === null;
  }

  async copyLink(target: ITarget): Promise<string> {
    await copyText(await this.link(await this.find(target)));
    return this.trans.__('Link copied.');
  }

  async copyCitation(target: ITarget): Promise<string> {
    const detail = await this.find(target);
    await this.people.learn([detail.author]);
    await copyText(
      citation({
        author: this.people.name(detail.author),
        title: detail.figureName,
        number: detail.number,
        date: detail.created,
        link: await this.link(detail),
        digest: pictures(detail.data)[0]?.hash ?? null
      })
    );
    return this.trans.__('Citation copied.');
  }

  async copyPicture(target: ITarget): Promise<string> {
    if (!navigator.clipboard) {
      return this.trans.__(
        'This browser copies pictures over https only. Download it instead.'
      );
    }
    await copyPng(
      this.find(target).then(async ({ data }) => {
        const [best] = pictures(data);
        if (!best) {
          throw new Error(this.trans.__('This revision has no picture.'));
        }
        return asPng(await this.contents.bytes(best.id), mediaType(best));
      })
    );
    return this.trans.__('Picture copied.');
  }

  async download(
    item: IDataObject,
    figureName: string,
    number: number
  ): Promise<void> {
    const bytes = await this.contents.bytes(item.id);
    save(bytes, mediaType(item), fileName(item, figureName, number));
  }

  private async address(path: string): Promise<string> {
    this._destination ??= await this.api.destination();
    const { pages } = this._destination;
    return pages
      ? pages + path
      : new URL(this.api.url([]) + path, document.baseURI).href;
  }

  private _destination: IDestination | null = null;
}
