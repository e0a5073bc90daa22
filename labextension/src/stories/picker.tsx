import React, { useEffect, useState } from 'react';

import { IEntry, catalogPage } from '../calls/catalog';
import { offlineText, asOffline } from '../offline';
import { SmallPicture } from '../small-picture';
import { IStoryTools } from './tools';

interface IFigurePickerProps {
  readonly workspace: string;
  /** The revisions that the story shows already. */
  readonly shown: readonly string[];
  readonly tools: IStoryTools;
  /** Told the newest revisions of the chosen figures, in the order of choice. */
  readonly onAdd: (revisions: readonly string[]) => void;
}

const AT_ONCE = 60;
const TYPING = 150;

/**
 * The figures of a workspace, to choose some of.
 */
export function FigurePicker(props: IFigurePickerProps): JSX.Element {
  const { shown, tools } = props;
  const { trans, smallPictures } = tools;
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { entries, problem } = useFigures(props, search);
  const toggle = (revision: string) =>
    setChosen(
      chosen.includes(revision)
        ? chosen.filter(each => each !== revision)
        : [...chosen, revision]
    );
  return (
    <div className="gofigr-Picker">
      <input
        type="search"
        className="gofigr-Input"
        aria-label={trans.__('Search figures')}
        placeholder={trans.__('Search figures')}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {problem && <p role="alert">{problem}</p>}
      {entries?.length === 0 && (
        <p>
          {search
            ? trans.__('Nothing fits. Try fewer words.')
            : trans.__('No figure is kept in this workspace yet.')}
        </p>
      )}
      <ul aria-label={trans.__('Figures')}>
        {entries?.map(({ id, name, newest }) =>
          newest ? (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(newest.id)}
                  onChange={() => toggle(newest.id)}
                />
                <SmallPicture
                  className="gofigr-Picker-picture"
                  revision={newest.id}
                  pictures={smallPictures}
                  icon="24px"
                />
                <span className="gofigr-Picker-name">{name}</span>
                <span className="gofigr-Picker-facts">
                  {trans.__('rev %1', newest.number)}
                  {shown.includes(newest.id) && ` · ${trans.__('is in it')}`}
                </span>
              </label>
            </li>
          ) : null
        )}
      </ul>
      <button
        className="gofigr-Quiet gofigr-mod-first"
        disabled={chosen.length === 0}
        onClick={() => props.onAdd(chosen)}
      >
        {chosen.length === 0
          ? trans.__('Choose figures')
          : trans._n('Add %1 figure', 'Add %1 figures', chosen.length)}
      </button>
    </div>
  );
}

/** Null while they load. */
function useFigures(
  { workspace, tools }: IFigurePickerProps,
  search: string
): { readonly entries: readonly IEntry[] | null; readonly problem: string } {
  const [entries, setEntries] = useState<readonly IEntry[] | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const request = new AbortController();
    const look = async () => {
      try {
        const words = search.trim();
        const page = await catalogPage(
          tools.api,
          {
            kind: 'figure',
            workspace,
            limit: String(AT_ONCE),
            ...(words && { search: words })
          },
          request.signal
        );
        setEntries(page.entries);
        setProblem('');
      } catch (error) {
        if (!request.signal.aborted) {
          setProblem(offlineText(asOffline(error), tools.trans));
        }
      }
    };
    const timer = setTimeout(() => void look(), search ? TYPING : 0);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [search, workspace]);
  return { entries, problem };
}
