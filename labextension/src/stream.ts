import { asObject } from './wire';

/** One Server-Sent Event whose data is a JSON object. */
export interface IServerEvent {
  readonly name: string;
  readonly id: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Read Server-Sent Events until the stream ends. `onLife` is called with each
 * piece that arrives, also with one that says only that the stream lives.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  onEvent: (event: IServerEvent) => void,
  onLife?: () => void
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    onLife?.();
    const blocks = (rest + decoder.decode(value, { stream: true })).split(
      '\n\n'
    );
    rest = blocks.pop() ?? '';
    for (const event of blocks.map(asEvent)) {
      if (event) {
        onEvent(event);
      }
    }
  }
}

function asEvent(block: string): IServerEvent | null {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name) {
      fields.set(name, value);
    }
  }
  const name = fields.get('event');
  const data = fields.get('data');
  return name && data
    ? { name, id: fields.get('id') ?? null, data: asObject(JSON.parse(data)) }
    : null;
}
