import { expect, it } from 'vitest';

import { DataType, asRevisionDetail } from '../calls/revisions';
import { citation } from '../document/citation';
import { fileName, kindOf, saidSize } from '../document/files';
import { choose } from '../document/picture/choice';
import { sources } from '../document/tabs/code';
import { facts, packages } from '../document/tabs/environment';
import { sections } from '../document/tabs/metadata';

function detailOf(metadata: unknown, ...data: object[]) {
  return asRevisionDetail({ api_id: 'r1', figure: 'f1', metadata, data });
}

function item(type: DataType, metadata: object, name = 'figure') {
  return {
    api_id: `${type}-${JSON.stringify(metadata)}`,
    name,
    type,
    metadata
  };
}

it('orders the code by execution, with the own cell last', () => {
  const detail = detailOf(
    {
      provenance: {
        cell: { id: 'c7', execution_count: 7, slot: 0 },
        slice: [
          { cell_id: 'c3', execution_count: 2, confidence: 'sure', why: '' },
          { cell_id: 'c3', execution_count: 3, confidence: 'sure', why: '' },
          {
            cell_id: 'c5',
            execution_count: 5,
            confidence: 'unsure',
            why: 'exec'
          },
          { cell_id: 'c7', execution_count: 7, confidence: 'sure', why: '' }
        ]
      }
    },
    item('code', { language: 'Python' }, 'helper.py'),
    item('code', { language: 'Python' }, 'Jupyter Cell'),
    item('code', { cell_id: 'c5', execution_count: 5 }, 'Input Cell [5]'),
    item('code', { cell_id: 'c3', execution_count: 3 }, 'Input Cell [3]')
  );

  expect(
    sources(detail).map(({ part, count, doubt }) => [part, count, doubt])
  ).toEqual([
    ['input', 3, ''],
    ['input', 5, 'exec'],
    ['this cell', 7, ''],
    ['other', null, '']
  ]);
});

it('draws live what JupyterLab can draw, and knows the picture besides', () => {
  const { data } = detailOf(
    {},
    item('image', { format: 'png', is_watermarked: true }),
    item('image', { format: 'svg' }),
    item('image', { format: 'html' }),
    item('text', { format: 'json', mime: 'application/vnd.plotly.v1+json' })
  );

  const able = choose(data, mime => mime.includes('plotly'));
  const unable = choose(data, () => false);

  expect(able.live?.mime).toBe('application/vnd.plotly.v1+json');
  expect(able.picture?.format).toBe('svg');
  expect([unable.live, unable.page?.format]).toEqual([null, 'html']);
});

it('tells the environment from either kind of metadata', () => {
  const rows = facts(
    detailOf({
      python_version: '3.11.7 (main)',
      backend: 'matplotlib',
      git: {
        hash: '0123456789abcdef',
        branch: 'main',
        dirty: true,
        commit_link: 'javascript:alert(1)'
      }
    })
  );

  expect(rows.map(({ label, text, link }) => [label, text, link])).toEqual([
    ['Python', '3.11.7', null],
    ['Drawn with', 'matplotlib', null],
    ['Git', '0123456789ab · main · uncommitted changes', null]
  ]);
});

it('tells the machine and the seeds', () => {
  const rows = facts(
    detailOf({
      provenance: {
        environment: {
          locale: 'C.UTF-8',
          time_zone: 'Europe/Berlin',
          processors: 8,
          gpus: [],
          variables: { OMP_NUM_THREADS: '4', PYTHONHASHSEED: '0' }
        },
        seeds: [{ call: 'np.random.seed', value: '42' }]
      }
    })
  );

  expect(rows.map(({ label, text }) => [label, text])).toEqual([
    ['Locale', 'C.UTF-8'],
    ['Time zone', 'Europe/Berlin'],
    ['Processors', '8'],
    ['Variables', 'OMP_NUM_THREADS=4, PYTHONHASHSEED=0'],
    ['Random seeds', 'np.random.seed 42']
  ]);
});

it('reads the list of packages by name', () => {
  expect(
    packages(
      'scipy==1.16\n# a comment\nNumPy==2.3.1 --hash=sha256:0a\nlocal @ file:///x'
    )
  ).toEqual([
    { name: 'local', version: 'file:///x' },
    { name: 'NumPy', version: '2.3.1' },
    { name: 'scipy', version: '1.16' }
  ]);
});

it('makes metadata readable', () => {
  expect(
    sections({
      notebook_name: 'study.ipynb',
      empty: null,
      sample: { tags: ['a', 'b'], checked: true },
      provenance: { schema: 1, identity: { session: 'x' } }
    })
  ).toEqual([
    {
      heading: '',
      entries: [{ label: 'Notebook name', value: 'study.ipynb' }]
    },
    {
      heading: 'Sample',
      entries: [
        { label: 'Tags', value: 'a, b' },
        { label: 'Checked', value: 'yes' }
      ]
    }
  ]);
});

it.each([['plain text'], [7], [['a', 'b']]])(
  'reads metadata that is no object: %s',
  metadata => {
    expect(sections(metadata)[0].entries).not.toHaveLength(0);
  }
);

it('names downloads safely', () => {
  const { data } = detailOf(
    {},
    item('image', { format: 'png' }),
    item('code', { language: 'Python' }, 'Jupyter Cell'),
    item('file', { path: 'C:\\data\\..\\penguins.csv' }, 'x'),
    item('text', { format: 'json', mime: 'application/vnd.plotly.v1+json' })
  );

  expect(data.map(each => fileName(each, 'a/b: c?', 2))).toEqual([
    'a b c r2.png',
    'Jupyter Cell.py',
    'penguins.csv',
    'a b c r2.json'
  ]);
});

it('names formats as people do', () => {
  const { data } = detailOf(
    {},
    item('image', { format: 'svg+xml' }),
    item('text', { mime: 'application/vnd.vegalite.v5+json' })
  );

  expect(data.map(kindOf)).toEqual(['SVG', 'Vega-Lite']);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [4500, '4.5 kB'],
  [123_456, '123 kB'],
  [12_345_678, '12.3 MB']
])('says %i bytes as people do', (bytes, said) => {
  expect(saidSize(bytes)).toBe(said);
});

it('cites a revision in one line', () => {
  expect(
    citation({
      author: 'Ann Lee',
      title: 'Bill length',
      number: 4,
      date: new Date('2026-11-21T23:30:00Z'),
      link: 'https://figures.example/r/Ab3dE9xk1',
      digest: '1f2e3d4c5b6a79881f2e3d4c5b6a7988'
    })
  ).toBe(
    'Ann Lee. “Bill length”, revision 4, 2026-11-21. https://figures.example/r/Ab3dE9xk1. BLAKE3 1f2e3d4c5b6a7988.'
  );
});
