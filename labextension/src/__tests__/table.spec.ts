import { expect, it } from 'vitest';

import { areNumbers, delimited, readTable } from '../document/tabs/table';

it('reads quotes, commas and line ends as RFC 4180 has them', async () => {
  const table = delimited(
    'name,note\r\n"Lee, Ann","she said ""yes""\nand left"\r\nBo,\r\n',
    ','
  );

  expect(table.columns.map(({ name }) => name)).toEqual(['name', 'note']);
  expect(await table.rows(0, 10)).toEqual([
    ['Lee, Ann', 'she said "yes"\nand left'],
    ['Bo', '']
  ]);
});

it('reads a table without a last line end', async () => {
  const table = delimited('a,b\n1,2', ',');

  expect(await table.rows(0, 10)).toEqual([['1', '2']]);
});

it('keeps a last cell that is empty', async () => {
  expect(await delimited('a,b\n1,', ',').rows(0, 10)).toEqual([['1', '']]);
});

it('gives the rows of a page', async () => {
  const table = delimited('n\n0\n1\n2\n3\n4', ',');

  expect(table.count).toBe(5);
  expect(await table.rows(3, 25)).toEqual([['3'], ['4']]);
});

it('tells numbers from words', () => {
  expect(areNumbers(['1', '-2.5', '', '1e-9', 'NaN'])).toBe(true);
  expect(areNumbers(['1', 'two'])).toBe(false);
  expect(areNumbers(['', ''])).toBe(false);
  expect(areNumbers(['2026-11-22'])).toBe(false);
});

it('reads parquet', async () => {
  const bytes = Uint8Array.from(atob(PARQUET), c => c.charCodeAt(0));

  const table = await readTable(bytes, 'parquet');

  expect(table.columns).toEqual([
    { name: 'species', numeric: false },
    { name: 'mass', numeric: true },
    { name: 'n', numeric: true },
    { name: 'seen', numeric: false },
    { name: 'tags', numeric: false }
  ]);
  expect(await table.rows(1, 5)).toEqual([
    ['Gentoo', '', '9007199254740993', '2026-11-22 08:30:00', '["x"]']
  ]);
});

it('refuses a format that it does not know', async () => {
  await expect(readTable(new Uint8Array(), 'feather')).rejects.toThrow(
    'feather'
  );
});

/** Two rows of a DataFrame, compressed with snappy. */
const PARQUET =
  'UEFSMRUAFTQVOCwVBBUAFQYVBhwAAAAaZAIAAAAEAQYAAABBZGVsaWUGAAAAR2VudG9vFQAVHBUgLBUEFQAVBhUGHAAAAA40AgAAAAMBAAAAAAAADkAVABUsFTAsFQQVABUGFQYcAAAAFlQCAAAABAEBAAAAAAAAAAEAAAAAACAAFQAVLBUwLBUEFQAVBhUGHAAAABZUAgAAAAQBAMC1Cr5gBgAAEnRI2WAGABUAFTYVOCwVBhUAFQYVBhwAAAAbFAIAAAADAgEGQAYDAQAAAGEBAAAAYgEAAAB4FQQZjDUAGAZzY2hlbWEVCgAVDCUCGAdzcGVjaWVzJQBMHAAAABUKJQIYBG1hc3MAFQQlAhgBbgAVBCUCGARzZWVuJRRMjBIcLAAAAAAANQIYBHRhZ3MVAhUGTDwAAAA1BBgEbGlzdBUCABUMJQIYB2VsZW1lbnQlAEwcAAAAFgQZHBlcJgAcFQwZJQYAGRgHc3BlY2llcxUCFgQWWhZeJghJHBUAFQAVAgA8FhgZBhkmAAQAAAAmABwVChklBgAZGARtYXNzFQIWBBZCFkYmZkkcFQAVABUCADwpBhkmAgIAAAAmABwVBBklBgAZGAFuFQIWBBZSFlYmrAFJHBUAFQAVAgA8KQYZJgAEAAAAJgAcFQQZJQYAGRgEc2VlbhUCFgQWUhZWJoICSRwVABUAFQIAPCkGGSYABAAAACYAHBUMGSUGABk4BHRhZ3MEbGlzdAdlbGVtZW50FQIWBhZcFl4m2AJJHBUAFQAVAgA8FgYZJgQCGUYAAAAGAAAAFpwDFgQmCBauAwAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGVwcAAAcAAAcAAAcAAAcAAAAvAEAAFBBUjE=';
