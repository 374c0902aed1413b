import { Frame } from '../frame';

/** A part of the screen, in pixels. */
export type Rectangle = { x: number; y: number; width: number; height: number };

const RAW = 0;

/** The part of one rectangle that is in another one; undefined if there is none. */
export function intersect(a: Rectangle, b: Rectangle): Rectangle | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** A FramebufferUpdate of parts of a screen (RFC 6143, 7.6.1), uncompressed. */
export function framebufferUpdate(
  frame: Frame,
  rectangles: Rectangle[],
  palette: Buffer[],
): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16BE(rectangles.length, 2);
  return Buffer.concat([
    header,
    ...rectangles.flatMap(rectangle => [
      rectangleHeader(rectangle),
      pixelsOf(frame, rectangle, palette),
    ]),
  ]);
}

function rectangleHeader({ x, y, width, height }: Rectangle): Buffer {
  const bytes = Buffer.alloc(12);
  [x, y, width, height].forEach((value, index) =>
    bytes.writeUInt16BE(value, index * 2),
  );
  bytes.writeInt32BE(RAW, 8);
  return bytes;
}

function pixelsOf(
  frame: Frame,
  { x, y, width, height }: Rectangle,
  palette: Buffer[],
): Buffer {
  const pixels = frame.pixels();
  const size = palette[0].length;
  const bytes = Buffer.alloc(width * height * size);
  let to = 0;
  for (let row = y; row < y + height; row++) {
    const start = row * frame.width + x;
    for (let at = start; at < start + width; at++) {
      to += palette[pixels[at]].copy(bytes, to);
    }
  }
  return bytes;
}
