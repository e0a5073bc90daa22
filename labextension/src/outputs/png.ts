const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Length, type and checksum of a chunk. */
const FRAME = 12;

/**
 * The PNG with these texts in it, each under its keyword (of Latin letters, at
 * most 79) and instead of an earlier one there; the picture stays as it is.
 * What is no PNG comes back unchanged.
 */
export function withTexts(
  png: Uint8Array,
  texts: Readonly<Record<string, string>>
): Uint8Array {
  if (!SIGNATURE.every((byte, index) => png[index] === byte)) {
    return png;
  }
  // Behind the header, which has to be the first chunk.
  const header = new DataView(png.buffer, png.byteOffset).getUint32(
    SIGNATURE.length
  );
  const place = SIGNATURE.length + FRAME + header;
  const chunks = Object.entries(texts).map(([keyword, text]) =>
    chunk('iTXt', `${keyword}\0\0\0\0\0${text}`)
  );
  return joined([
    png.subarray(0, place),
    ...chunks,
    ...withoutTexts(png, place, new Set(Object.keys(texts)))
  ]);
}

/**
 * The rest of a PNG from `place` on, without the texts of those keywords.
 */
function withoutTexts(
  png: Uint8Array,
  place: number,
  keywords: ReadonlySet<string>
): Uint8Array[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const read = new TextDecoder('latin1');
  const kept: Uint8Array[] = [];
  while (place + FRAME <= png.length) {
    const end = place + FRAME + view.getUint32(place);
    const head = read.decode(
      png.subarray(place + 4, Math.min(end, place + 88))
    );
    const [type, keyword] = [head.slice(0, 4), head.slice(4).split('\0', 1)[0]];
    if (type !== 'iTXt' || !keywords.has(keyword)) {
      kept.push(png.subarray(place, end));
    }
    place = end;
  }
  return [...kept, png.subarray(place)];
}

function chunk(type: string, content: string): Uint8Array {
  const body = new TextEncoder().encode(type + content);
  const framed = new Uint8Array(body.length + 8);
  const view = new DataView(framed.buffer);
  view.setUint32(0, body.length - type.length);
  framed.set(body, 4);
  view.setUint32(framed.length - 4, checksum(body));
  return framed;
}

/** The CRC that PNG wants. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(length);
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
