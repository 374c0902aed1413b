import { PALETTE } from '../frame';
import { RfbError } from './rfbError';

/** How a client wants pixels (RFC 6143, 7.4). */
export type PixelFormat = {
  bitsPerPixel: number;
  depth: number;
  isBigEndian: boolean;
  isTrueColor: boolean;
  max: [red: number, green: number, blue: number];
  shift: [red: number, green: number, blue: number];
};

/** Length of a pixel format in bytes. */
export const PIXEL_FORMAT_BYTES = 16;

/** What a client gets that does not ask for another one. */
export const defaultPixelFormat: PixelFormat = {
  bitsPerPixel: 32,
  depth: 24,
  isBigEndian: false,
  isTrueColor: true,
  max: [255, 255, 255],
  shift: [16, 8, 0],
};

export function writePixelFormat(format: PixelFormat): Buffer {
  const bytes = Buffer.alloc(PIXEL_FORMAT_BYTES);
  bytes[0] = format.bitsPerPixel;
  bytes[1] = format.depth;
  bytes[2] = Number(format.isBigEndian);
  bytes[3] = Number(format.isTrueColor);
  format.max.forEach((max, index) => bytes.writeUInt16BE(max, 4 + index * 2));
  format.shift.forEach((shift, index) => bytes.writeUInt8(shift, 10 + index));
  return bytes;
}

/** @throws RfbError when pixels cannot be written in that format */
export function readPixelFormat(bytes: Buffer): PixelFormat {
  const bitsPerPixel = bytes[0];
  const format: PixelFormat = {
    bitsPerPixel,
    depth: bytes[1],
    isBigEndian: bytes[2] !== 0,
    isTrueColor: bytes[3] !== 0,
    max: [bytes.readUInt16BE(4), bytes.readUInt16BE(6), bytes.readUInt16BE(8)],
    shift: [bytes[10], bytes[11], bytes[12]],
  };
  if (![8, 16, 32].includes(bitsPerPixel)) {
    throw new RfbError(`${bitsPerPixel} bits for a pixel are not supported`);
  }
  if (!format.isTrueColor) {
    throw new RfbError('colour maps are not supported');
  }
  if (format.shift.some(shift => shift >= bitsPerPixel)) {
    throw new RfbError('a colour is shifted out of its pixel');
  }
  return format;
}

/** The bytes of each colour of the palette in a format. */
export function paletteIn(format: PixelFormat): Buffer[] {
  const size = format.bitsPerPixel / 8;
  return PALETTE.map(color => {
    let value = 0;
    color.forEach((sample, index) => {
      const scaled = Math.round((sample * format.max[index]) / 255);
      value += scaled * 2 ** format.shift[index];
    });
    const bytes = Buffer.alloc(size);
    const bounded = value % 2 ** format.bitsPerPixel;
    if (format.isBigEndian) {
      bytes.writeUIntBE(bounded, 0, size);
    } else {
      bytes.writeUIntLE(bounded, 0, size);
    }
    return bytes;
  });
}
