import React, { useMemo } from 'react';

import { ITextPair } from '../code';
import { ICompared } from '../model';
import { specPair } from '../specs';
import { IFindings, linesOf } from '../verdicts';
import { ISurroundings } from './surroundings';
import { Metadata, Note, Packages } from './tables';
import { ITab, Tabs } from './tabs';
import { TextDiff } from './textdiff';
import { nameOf } from './picture';

interface ISheetsProps extends ISurroundings {
  readonly id: string;
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
  const tabs: ITab[] = [
    {
      id: 'code',
      title: trans.__('Code'),
      count: lines || null,
      content: () => <Code {...props} />
    },
    {
      id: 'packages',
      title: trans.__('Packages'),
      count: packages?.changes.length || null,
      content: () => <Packages {...columns} packages={packages} />
    },
    {
      id: 'metadata',
      title: trans.__('Metadata'),
      count: metadata.filter(row => row.changed && row.telling).length || null,
      content: () => <Metadata {...columns} rows={metadata} />
    }
  ];
  if (spec) {
    tabs.push({
      id: 'specification',
      title: trans.__('Specification'),
      count: null,
      content: () => <Text {...props} pair={spec} />
    });
  }
  return <Tabs name={props.id} label={trans.__('What changed')} tabs={tabs} />;
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
