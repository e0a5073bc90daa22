import { ISlide, SLIDE_KINDS } from '../../calls/stories';
import { Fields, asList, asObject, text, textOrNull } from '../../wire';
import { IDraft } from './draft';

/** What was written of a story and is not saved yet, and what it was before. */
export interface IUnsaved {
  readonly base: IDraft;
  readonly draft: IDraft;
}

/**
 * Drafts that are not saved yet, by story, so that they outlive the page.
 */
export class Drafts {
  constructor(private readonly storage: Pick<Storage, KeyOf>) {}

  get(story: string): IUnsaved | null {
    const kept = this.storage.getItem(keyOf(story));
    if (kept === null) {
      return null;
    }
    try {
      const fields = asObject(JSON.parse(kept));
      return { base: asDraft(fields.base), draft: asDraft(fields.draft) };
    } catch {
      return null; // of another version, or cut off
    }
  }

  keep(story: string, unsaved: IUnsaved): void {
    try {
      this.storage.setItem(keyOf(story), JSON.stringify(unsaved));
    } catch {
      // The browser has no room: what is written stays in the page.
    }
  }

  forget(story: string): void {
    this.storage.removeItem(keyOf(story));
  }
}

type KeyOf = 'getItem' | 'setItem' | 'removeItem';

function keyOf(story: string): string {
  return `gofigr-story:${story}`;
}

function asDraft(value: unknown): IDraft {
  const fields = asObject(value);
  return {
    name: text(fields.name),
    audience: text(fields.audience),
    slides: asList(fields.slides, each => asSlide(asObject(each)))
  };
}

function asSlide(fields: Fields): ISlide {
  return {
    id: text(fields.id),
    kind: SLIDE_KINDS.find(kind => kind === fields.kind) ?? 'custom',
    title: text(fields.title),
    content: text(fields.content),
    notes: text(fields.notes),
    revision: textOrNull(fields.revision),
    data: fields.data ?? {}
  };
}
