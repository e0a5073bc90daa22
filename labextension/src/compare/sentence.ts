import { TranslationBundle } from '@jupyterlab/translation';

export type Part = 'code' | 'picture' | 'data' | 'packages' | 'metadata';

/** What became of one part from one revision to the other. */
export type Verdict =
  | { readonly kind: 'same' }
  /** `how` says it in a few words, perhaps none. */
  | { readonly kind: 'changed'; readonly how: string }
  /** Recorded for one of them only. */
  | { readonly kind: 'one-sided' }
  /** Recorded for neither. */
  | { readonly kind: 'unknown' };

export type Verdicts = Readonly<Record<Part, Verdict>>;

const ORDER: readonly Part[] = [
  'code',
  'picture',
  'data',
  'packages',
  'metadata'
];

/**
 * One sentence that says what changed: "The code changed (3 lines); the picture
 * and the packages are the same." Empty where nothing is known.
 */
export function sentence(
  verdicts: Verdicts,
  trans: TranslationBundle,
  locale?: string
): string {
  const words = wordsOf(trans);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const parts = (kind: Verdict['kind']) =>
    ORDER.filter(part => verdicts[part].kind === kind);
  const changed = ORDER.flatMap(part => {
    const verdict = verdicts[part];
    return verdict.kind === 'changed'
      ? [words[part].changed + (verdict.how && ` (${verdict.how})`)]
      : [];
  });
  const oneSided = parts('one-sided').map(part => words[part].oneSided);
  const same = parts('same');
  const names = list.format(same.map(part => words[part].name));
  const clauses = [list.format(changed), list.format(oneSided)];
  if (same.length === 1) {
    clauses.push(words[same[0]].same);
  } else if (same.length > 1) {
    clauses.push(trans.__('%1 are the same', names));
  }
  const said = clauses.filter(clause => clause).join('; ');
  if (!changed.length && !oneSided.length && same.length) {
    return trans.__('Nothing changed: %1.', said);
  }
  return said && `${said[0].toLocaleUpperCase(locale)}${said.slice(1)}.`;
}

interface IWords {
  readonly name: string;
  readonly changed: string;
  readonly same: string;
  readonly oneSided: string;
}

function wordsOf(trans: TranslationBundle): Readonly<Record<Part, IWords>> {
  return {
    code: {
      name: trans.__('the code'),
      changed: trans.__('the code changed'),
      same: trans.__('the code is the same'),
      oneSided: trans.__('the code is known for one of them only')
    },
    picture: {
      name: trans.__('the picture'),
      changed: trans.__('the picture changed'),
      same: trans.__('the picture is the same'),
      oneSided: trans.__('only one of them has a picture')
    },
    data: {
      name: trans.__('the data'),
      changed: trans.__('the data changed'),
      same: trans.__('the data is the same'),
      oneSided: trans.__('the data is known for one of them only')
    },
    packages: {
      name: trans.__('the packages'),
      changed: trans.__('the packages changed'),
      same: trans.__('the packages are the same'),
      oneSided: trans.__('the packages are known for one of them only')
    },
    metadata: {
      name: trans.__('the metadata'),
      changed: trans.__('the metadata changed'),
      same: trans.__('the metadata is the same'),
      oneSided: trans.__('the metadata is known for one of them only')
    }
  };
}
