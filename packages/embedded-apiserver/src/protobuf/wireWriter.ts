function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}

/** Wire types of protobuf. */
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;

/** A field that is a message, bytes or a text. */
export function bytesField(number: number, value: Buffer | string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([
    varint(number * 8 + BYTES),
    varint(bytes.length),
    bytes,
  ]);
}

/** A field that is a whole number that is not negative, or a yes. */
export function numberField(number: number, value: number | boolean): Buffer {
  return Buffer.concat([varint(number * 8 + VARINT), varint(Number(value))]);
}

/** A field that is a floating-point number. */
export function doubleField(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([varint(number * 8 + FIXED64), bytes]);
}
