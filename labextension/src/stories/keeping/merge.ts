import { ISlide } from '../../calls/stories';
import { IDraft } from './draft';

/** A text that two people wrote differently; `slide` is null for the story's own. */
export interface IClash {
  readonly slide: string | null;
  readonly field: Field | 'name' | 'audience';
  readonly mine: string;
  readonly theirs: string;
}

type Field = 'title' | 'content' | 'notes';

export interface IMerged {
  readonly draft: IDraft;
  /** Where the draft has mine, and theirs is another. */
  readonly clashes: readonly IClash[];
}

const FIELDS: readonly Field[] = ['title', 'content', 'notes'];

/**
 * What two people made of the same draft, put together. Nothing that one of
 * them wrote is lost: a slide that one took away stays where the other wrote
 * on it, and texts that both wrote are told.
 */
export function merged(base: IDraft, mine: IDraft, theirs: IDraft): IMerged {
  const clashes: IClash[] = [];
  const pick = (
    three: readonly string[],
    at: Omit<IClash, 'mine' | 'theirs'>
  ) => {
    const [before, own, other] = three;
    if (own !== before && other !== before && own !== other) {
      clashes.push({ ...at, mine: own, theirs: other });
    }
    return own === before ? other : own;
  };
  const word = (field: 'name' | 'audience') =>
    pick([base[field], mine[field], theirs[field]], { slide: null, field });
  const slides = order(base, mine, theirs).map(id => {
    const own = slideIn(mine, id);
    const other = slideIn(theirs, id);
    if (!own || !other) {
      return (own ?? other) as ISlide;
    }
    const before = slideIn(base, id) ?? own;
    const text = (field: Field) =>
      pick([before[field], own[field], other[field]], { slide: id, field });
    const [title, content, notes] = FIELDS.map(text);
    const isMine = own.revision !== before.revision;
    const { revision } = isMine ? own : other;
    const { data } = content === own.content ? own : other;
    return { ...own, title, content, notes, revision, data };
  });
  const draft = { name: word('name'), audience: word('audience'), slides };
  return { draft, clashes };
}

/** A draft with other words where there was a clash. */
export function settled(draft: IDraft, clash: IClash, words: string): IDraft {
  const { slide, field } = clash;
  return slide === null
    ? { ...draft, [field]: words }
    : {
        ...draft,
        slides: draft.slides.map(each =>
          each.id === slide ? { ...each, [field]: words } : each
        )
      };
}

/** Whether two drafts say the same. */
export function isSame(a: IDraft, b: IDraft): boolean {
  return (
    a === b ||
    (a.name === b.name &&
      a.audience === b.audience &&
      a.slides.length === b.slides.length &&
      a.slides.every((slide, place) => isSameSlide(slide, b.slides[place])))
  );
}

function isSameSlide(a: ISlide, b: ISlide): boolean {
  return (
    a === b ||
    (a.id === b.id &&
      a.kind === b.kind &&
      a.revision === b.revision &&
      FIELDS.every(field => a[field] === b[field]))
  );
}

/** The ids of the slides that stay, in the order of who changed it. */
function order(base: IDraft, mine: IDraft, theirs: IDraft): readonly string[] {
  const stays = (id: string) =>
    isKept(id, base, mine, theirs) && isKept(id, base, theirs, mine);
  const [ours, others] = [ids(mine).filter(stays), ids(theirs).filter(stays)];
  const both = new Set(ours.filter(id => others.includes(id)));
  const common = (list: readonly string[]) => list.filter(id => both.has(id));
  const iMoved = common(ours).join() !== common(ids(base)).join();
  const [lead, follow] = iMoved ? [ours, others] : [others, ours];
  const result = [...lead];
  follow.forEach((id, place) => {
    if (!result.includes(id)) {
      result.splice(result.indexOf(follow[place - 1]) + 1, 0, id);
    }
  });
  return result;
}

/** Whether a slide stays although `one` may have taken it away. */
function isKept(id: string, base: IDraft, one: IDraft, other: IDraft): boolean {
  const before = slideIn(base, id);
  const left = slideIn(other, id);
  return (
    slideIn(one, id) !== undefined ||
    before === undefined ||
    (left !== undefined && !isSameSlide(before, left))
  );
}

function ids({ slides }: IDraft): readonly string[] {
  return slides.map(({ id }) => id);
}

function slideIn({ slides }: IDraft, id: string): ISlide | undefined {
  return slides.find(slide => slide.id === id);
}
