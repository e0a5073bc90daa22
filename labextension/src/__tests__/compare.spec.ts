import { nullTranslator } from '@jupyterlab/translation';
import { expect, it } from 'vitest';

import { alignments } from '../compare/alignment';
import { changedLines, paired } from '../compare/code';
import { changedInputs } from '../compare/inputs';
import { actionOf } from '../compare/keys';
import { metadataRows } from '../compare/metadata';
import { packageDiff } from '../compare/packages';
import { Verdicts, sentence } from '../compare/sentence';
import { specText } from '../compare/specs';
import { fit, panned, zoomed } from '../compare/zoom';

const trans = nullTranslator.load('gofigr_jupyter');

it('tells packages that came, went or have another version', () => {
  const before = 'numpy==1.26.4\npandas==2.2.0\nRuamel.yaml==0.18\n';
  const after = '# made today\nnumpy==2.0.1\nruamel-yaml==0.18\nscipy==1.14\n';

  expect(packageDiff(before, after)).toEqual({
    changes: [
      { name: 'numpy', before: '1.26.4', after: '2.0.1' },
      { name: 'pandas', before: '2.2.0', after: null },
      { name: 'scipy', before: null, after: '1.14' }
    ],
    same: 1
  });
});

it('counts the lines of code that differ', () => {
  const code = 'a = 1\nb = 2\nc = 3\nplot(a)';

  expect(changedLines(code, code)).toBe(0);
  expect(changedLines(code, code.replace('b = 2', 'b = 4'))).toBe(1);
  expect(changedLines(code, `${code}\nplot(b)\nplot(c)`)).toBe(2);
  expect(changedLines(code, 'c = 3\nplot(a)')).toBe(2);
  expect(changedLines('', 'a = 1')).toBe(1);
});

it('pairs the code of two revisions by name', () => {
  const text = (name: string, value: string) => ({
    name,
    language: 'Python',
    text: value
  });

  const pairs = paired(
    [text('Jupyter Cell', 'old'), text('setup', 'gone')],
    [text('load', 'new'), text('Jupyter Cell', 'now')]
  );

  expect(pairs.map(({ name, before, after }) => [name, before, after])).toEqual(
    [
      ['load', null, 'new'],
      ['Jupyter Cell', 'old', 'now'],
      ['setup', 'gone', null]
    ]
  );
});

it('names each input that differs once', () => {
  const before = [
    { name: 'a.csv', content: '1' },
    { name: 'b.csv', content: '1' },
    { name: null, content: 'x' }
  ];
  const after = [
    { name: 'a.csv', content: '2' },
    { name: 'c.csv', content: '1' },
    { name: null, content: 'x' }
  ];

  const names = changedInputs(before, after).map(({ name }) => name);

  expect(names).toEqual(['a.csv', 'c.csv', 'b.csv']);
});

it('shows metadata as rows with plain names', () => {
  const before = {
    cell_id: 'c1',
    git: { branch: 'main', dirty: true },
    provenance: { seen: { count: 1 }, cell: { execution_count: 3 } }
  };
  const after = {
    git: { branch: 'paper', dirty: true },
    sample: { size: 12, tags: ['a', 'b'] },
    provenance: { seen: { count: 4 }, cell: { execution_count: 5 } }
  };

  const rows = metadataRows(before, after, trans);

  expect(
    rows.map(row => [row.label, row.before, row.after, row.changed])
  ).toEqual([
    ['Cell', 'c1', null, true],
    ['Run as number', '3', '5', true],
    ['Git branch', 'main', 'paper', true],
    ['Uncommitted changes', 'yes', 'yes', false],
    ['sample › size', null, '12', true],
    ['sample › tags', null, 'a\nb', true]
  ]);
  expect(rows[1].telling).toBe(false);
});

it('shows metadata that is no object', () => {
  const [row] = metadataRows('a', 'b', trans);

  expect(row).toMatchObject({ label: 'Metadata', before: 'a', after: 'b' });
});

it('says in one sentence what changed', () => {
  const same = { kind: 'same' } as const;
  const unknown = { kind: 'unknown' } as const;
  const verdicts: Verdicts = {
    code: { kind: 'changed', how: '3 lines' },
    picture: same,
    data: unknown,
    packages: same,
    metadata: unknown
  };
  const say = (changes: Partial<Verdicts>) =>
    sentence({ ...verdicts, ...changes }, trans, 'en');

  expect(say({})).toBe(
    'The code changed (3 lines); the picture and the packages are the same.'
  );
  expect(say({ picture: { kind: 'changed', how: '' } })).toBe(
    'The code changed (3 lines) and the picture changed; ' +
      'the packages are the same.'
  );
  expect(say({ code: same })).toBe(
    'Nothing changed: the code, the picture, and the packages are the same.'
  );
  expect(say({ packages: { kind: 'one-sided' }, picture: unknown })).toBe(
    'The code changed (3 lines); the packages are known for one of them only.'
  );
  expect(say({ code: unknown, picture: unknown, packages: unknown })).toBe('');
});

it('gives two pictures one width when theirs are far apart', () => {
  const [found, ...others] = alignments(size(400, 300), size(800, 500));

  expect(found).toEqual({
    room: size(800, 600),
    before: { x: 0, y: 0, ...size(800, 600) },
    after: { x: 0, y: 0, ...size(800, 500) },
    scaled: true
  });
  expect(others.map(({ after }) => [after.x, after.y])).toEqual([[0, 100]]);
});

it('lets pictures of nearly one size meet at any corner', () => {
  const found = alignments(size(400, 300), size(390, 310));

  expect(found.every(({ scaled }) => !scaled)).toBe(true);
  expect(found.map(({ before, after }) => [after.x, before.y])).toEqual([
    [0, 0],
    [10, 0],
    [0, 10],
    [10, 10]
  ]);
  expect(alignments(size(400, 300), size(400, 300))).toHaveLength(1);
});

it('fits a picture into its frame without enlarging it', () => {
  const frame = { width: 416, height: 316 };

  expect(fit({ width: 800, height: 600 }, frame)).toEqual({
    scale: 0.5,
    x: 8,
    y: 8
  });
  expect(fit({ width: 100, height: 100 }, frame).scale).toBe(1);
});

it('keeps the point under the pointer while it zooms', () => {
  const zoom = zoomed({ scale: 1, x: 0, y: 0 }, 2, { x: 100, y: 50 }, 1);

  expect(zoom).toEqual({ scale: 2, x: -100, y: -50 });
  expect(zoomed(zoom, 0.01, { x: 0, y: 0 }, 1).scale).toBe(0.5);
});

it('never loses the picture out of its frame', () => {
  const size = { width: 100, height: 100 };
  const zoom = { scale: 1, x: 0, y: 0 };

  const moved = panned(zoom, { x: -5000, y: 5000 }, size, size);

  expect(moved).toEqual({ scale: 1, x: -68, y: 68 });
});

it('compares specifications whatever the order of their keys', () => {
  expect(specText('{"b":1,"a":{"d":2,"c":[1]}}')).toBe(
    specText('{"a":{"c":[1],"d":2},"b":1}')
  );
  expect(specText('no JSON')).toBe('no JSON');
  const alike = [
    '{"mark":"bar"}',
    '{"mark":"bar","gofigr":{"Title":"A"}}',
    '{"mark":"bar","usermeta":{"gofigr":{"Title":"B"}}}'
  ].map(specText);
  expect(new Set(alike).size).toBe(1);
  expect(specText('{"usermeta":{"mine":1}}')).toContain('mine');
});

it('leaves keys to the control that has the focus', () => {
  const press = (key: string, target: Element | null, shiftKey = false) =>
    actionOf({
      key,
      shiftKey,
      target,
      altKey: false,
      ctrlKey: false,
      metaKey: false
    });
  const slider = document.createElement('input');
  const select = document.createElement('select');

  expect(press('2', null)).toEqual({ kind: 'mode', mode: 'swipe' });
  expect(press('ArrowLeft', null, true)).toEqual({
    kind: 'step',
    role: 'before',
    by: -1
  });
  expect(press('2', slider)).toEqual({ kind: 'mode', mode: 'swipe' });
  expect(press('ArrowLeft', slider)).toBeNull();
  expect(press('2', select)).toBeNull();
  expect(press('x', null)).toBeNull();
});

function size(width: number, height: number) {
  return { width, height };
}
