/**
 * A PNG of any picture that the browser shows.
 */
export async function asPng(bytes: Uint8Array, type: string): Promise<Blob> {
  const blob = new Blob([bytes], { type });
  if (type === 'image/png') {
    return blob;
  }
  const url = URL.createObjectURL(blob);
  try {
    return await drawn(await decoded(url));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * Put text into the clipboard. Rejects where the browser does not allow it.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Over plain http from another machine there is only the old way.
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (!copied) {
    throw new Error('The browser refused to copy.');
  }
}

/**
 * Put a picture into the clipboard. Rejects where the browser does not allow
 * it. `png` may still be in the making, as the browser wants to be asked at
 * once after the user's click.
 */
export async function copyPng(png: Promise<Blob>): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}

/**
 * Let the browser save bytes as a file.
 */
export function save(bytes: Uint8Array, type: string, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function decoded(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

async function drawn(image: HTMLImageElement): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth || 640;
  canvas.height = image.naturalHeight || 480;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob =>
      blob ? resolve(blob) : reject(new Error('The picture is empty.'))
    )
  );
}
