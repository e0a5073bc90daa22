import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import { messageOf } from '../api';
import { IOffered, IRepository, ISshKey } from '../calls/imports';
import { Choice, named } from '../work/choices';
import { GoalForm } from './goal-form';
import { IImport, ImportsModel } from './model';

interface IRepositoryFormProps {
  readonly asking: IImport;
  readonly model: ImportsModel;
  readonly trans: TranslationBundle;
}

/**
 * Asks for a git repository: its address, then its branches, then where their
 * figures are to go.
 */
export function RepositoryForm(props: IRepositoryFormProps): JSX.Element {
  const { asking, model, trans } = props;
  const [repository, setRepository] = useState<IRepository>(NONE);
  const [offered, setOffered] = useState<IOffered | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const latest = useRef(repository);
  latest.current = repository;
  const change = (changes: Partial<IRepository>) => {
    setRepository({ ...repository, ...changes });
    setOffered(null);
  };
  const look = async () => {
    const found = await model.offered(repository).catch(refused);
    if (latest.current === repository) {
      setOffered(found);
      setChosen(found.branches.filter(name => name === found.first));
    }
  };
  const cancel = () => void model.cancel(asking);
  return (
    <>
      <form
        className="gofigr-Import-address"
        onSubmit={event => {
          event.preventDefault();
          void look();
        }}
      >
        <input
          className="gofigr-Input"
          autoFocus
          spellCheck={false}
          placeholder="https://host/name.git"
          aria-label={trans.__('Address of the repository')}
          value={repository.url}
          onChange={({ target }) => change({ url: target.value })}
        />
        <button className="gofigr-Quiet" disabled={!repository.url.trim()}>
          {trans.__('Look')}
        </button>
      </form>
      <Keys {...props} chosen={repository.key} onChoose={change} />
      {offered?.problem && <p role="alert">{offered.problem}</p>}
      {offered && !offered.problem ? (
        <>
          <Branches
            all={offered.branches}
            chosen={chosen}
            onChoose={setChosen}
            trans={trans}
          />
          <GoalForm
            goals={() => model.goals()}
            newAnalysis={trans.__('New: one for each notebook')}
            isReady={chosen.length > 0}
            onBegin={goal =>
              void model.sendRepository(asking, repository, chosen, goal)
            }
            onCancel={cancel}
            trans={trans}
          />
        </>
      ) : (
        <button className="gofigr-Link" onClick={cancel}>
          {trans.__('Cancel')}
        </button>
      )}
    </>
  );
}

const NONE: IRepository = { url: '', key: null };

/** The SSH keys, where the user has some. */
function Keys(
  props: IRepositoryFormProps & {
    readonly chosen: string | null;
    readonly onChoose: (change: { key: string | null }) => void;
  }
): JSX.Element | null {
  const { model, trans, chosen } = props;
  const [keys, setKeys] = useState<readonly ISshKey[]>([]);
  useEffect(() => {
    model.keys().then(setKeys, () => setKeys([]));
  }, []);
  return keys.length > 0 ? (
    <Choice
      label={trans.__('SSH key')}
      value={chosen}
      options={[['', trans.__('The default one')], ...named(keys)]}
      onChoose={key => props.onChoose({ key })}
    />
  ) : null;
}

function Branches(props: {
  readonly all: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
  readonly trans: TranslationBundle;
}): JSX.Element {
  const { all, chosen } = props;
  return (
    <fieldset className="gofigr-Import-branches">
      <legend>{props.trans.__('Branches')}</legend>
      {all.map(name => (
        <label key={name}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ target }) =>
              props.onChoose(
                target.checked
                  ? [...chosen, name]
                  : chosen.filter(each => each !== name)
              )
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

/** A request that was refused is a repository that cannot be read. */
function refused(error: unknown): IOffered {
  return { problem: messageOf(error), branches: [], first: null };
}
