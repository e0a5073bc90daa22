import React, { useMemo, useState } from 'react';

import { copyText } from '../../document/clipboard';
import { quoted } from '../../insight/answer';
import { Insight } from '../../insight/section';
import { changeQuestions } from '../../insight/suggestions';
import { ITab, Tabs } from '../../tabs';
import { ITextPair } from '../code';
import { ICompared } from '../model';
import { specPair } from '../specs';
import { IFindings, linesOf } from '../verdicts';
import { ISurroundings } from './surroundings';
import { Metadata, Note, Packages } from './tables';
import { TextDiff } from './textdiff';
import { nameOf } from './picture';

interface ISheetsProps extends ISurroundings {
  readonly compared: ICompared;
  readonly findings: IFindings;
}

/** Longer texts are not compared line by line. */
const LONGEST = 2_000_000;

/**
 * Under the pictures: what changed in the code, the packages and the metadata.
 */
export function Sheets(props: ISheetsProps): JSX.Element {
  const { compared, findings, trans } = props;
  const columns = {
    before: nameOf(compared.before, trans),
    after: nameOf(compared.after, trans),
    trans
  };
  const { packages, metadata } = findings;
  const lines = useMemo(() => linesOf(findings.code), [findings]);
  const spec = useMemo(
    () => specPair(compared.before, compared.after),
    [compared.before, compared.after]
  );
  const [chosen, setChosen] = useState('code');
  const tabs: ITab[] = [
    {
      id: 'code',
      label: trans.__('Code'),
      count: lines || undefined,
      render: () => <Code {...props} />
    },
    {
      id: 'packages',
      label: trans.__('Packages'),
      count: packages?.changes.length || undefined,
      render: () => <Packages {...columns} packages={packages} />
    },
    {
      id: 'metadata',
      label: trans.__('Metadata'),
      count:
        metadata.filter(row => row.changed && row.telling).length || undefined,
      render: () => <Metadata {...columns} rows={metadata} />
    }
  ];
  if (spec) {
    tabs.push({
      id: 'specification',
      label: trans.__('Specification'),
      render: () => <Text {...props} pair={spec} />
    });
  }
  if (props.insight.state.kind === 'ready') {
    tabs.push({
      id: 'insight',
      label: trans.__('Deep Insight'),
      render: () => <Questions {...props} />
    });
  }
  return (
    <section className="gofigr-Compare-tabs">
      <Tabs
        label={trans.__('What changed')}
        tabs={tabs}
        current={chosen}
        onChoose={setChosen}
      />
    </section>
  );
}

function Code(props: ISheetsProps): JSX.Element {
  const { trans, findings } = props;
  if (!findings.code.length) {
    return <Note text={trans.__('No code was recorded.')} />;
  }
  return (
    <>
      {findings.code.map(pair => (
        <section key={pair.name}>
          {findings.code.length > 1 && (
            <h3 className="gofigr-Compare-heading">{pair.name}</h3>
          )}
          <Text {...props} pair={pair} />
        </section>
      ))}
    </>
  );
}

function Text(props: ISheetsProps & { readonly pair: ITextPair }): JSX.Element {
  const { pair, trans, languages, compared } = props;
  if (pair.before === pair.after) {
    return <Note text={trans.__('It is the same in both.')} />;
  }
  if ((pair.before ?? '').length + (pair.after ?? '').length > LONGEST) {
    return <Note text={trans.__('It is too long to be compared here.')} />;
  }
  const missing = pair.before === null ? compared.before : compared.after;
  return (
    <>
      {(pair.before === null || pair.after === null) && (
        <Note text={trans.__('%1 does not have it.', nameOf(missing, trans))} />
      )}
      <TextDiff
        {...{ pair, trans, languages }}
        label={pair.name || trans.__('Specification')}
      />
    </>
  );
}

function Questions(props: ISheetsProps): JSX.Element {
  const { compared, insight, trans, rendermime } = props;
  return (
    <Insight
      model={insight}
      suggestions={changeQuestions(trans)}
      copy={answer => copyText(quoted(answer, trans))}
      onChoose={() => props.chooseAnswering(compared.after.revision.figure)}
      rendermime={rendermime}
      trans={trans}
    />
  );
}
