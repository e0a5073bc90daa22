import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

import { IColumn, ITable } from './table';

const NUMBERS = new Set(['INT32', 'INT64', 'INT96', 'FLOAT', 'DOUBLE']);

/**
 * A table written as parquet.
 */
export async function readParquet(bytes: Uint8Array): Promise<ITable> {
  const whole = bytes.slice().buffer;
  const file = {
    byteLength: whole.byteLength,
    slice: (start: number, end?: number) => whole.slice(start, end)
  };
  const metadata = await parquetMetadataAsync(file);
  const root = metadata.schema[0];
  const columns = topLevel(metadata.schema, root.num_children ?? 0);
  return {
    columns,
    count: Number(metadata.num_rows),
    rows: async (start, length) => {
      const rows = await parquetReadObjects({
        file,
        metadata,
        compressors,
        rowStart: start,
        rowEnd: start + length
      });
      return rows.map(row => columns.map(({ name }) => said(row[name])));
    }
  };
}

type Schema = Awaited<ReturnType<typeof parquetMetadataAsync>>['schema'];

/** The columns themselves, without the parts of nested ones. */
function topLevel(schema: Schema, count: number): IColumn[] {
  const found: IColumn[] = [];
  let index = 1;
  const width = (at: number): number => {
    let end = at + 1;
    for (let child = 0; child < (schema[at]?.num_children ?? 0); child++) {
      end += width(end);
    }
    return end - at;
  };
  while (found.length < count && index < schema.length) {
    const { name, type, converted_type, logical_type } = schema[index];
    found.push({
      name,
      numeric:
        type !== undefined &&
        NUMBERS.has(type) &&
        !/DATE|TIME/.test(`${converted_type} ${logical_type?.type}`)
    });
    index += width(index);
  }
  return found;
}

function said(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (value instanceof Date) {
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/\.000Z$|Z$/, '');
  }
  return typeof value === 'object'
    ? JSON.stringify(value, (_, part) =>
        typeof part === 'bigint' ? String(part) : part
      )
    : String(value);
}
