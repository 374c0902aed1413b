/** Bytes that are no protobuf message. */
export class ProtobufError extends Error {}

/** A field of a message as it stands on the wire. */
export interface WireField {
  number: number;
  /** A varint or a fixed number, or the bytes of everything else. */
  value: bigint | Buffer;
}

class Cursor {
  at = 0;

  constructor(private readonly bytes: Buffer) {}

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  varint(): bigint {
    let result = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) {
        throw new ProtobufError('unexpected EOF');
      }
      // eslint-disable-next-line no-bitwise
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return result;
      }
    }
    throw new ProtobufError('integer overflow');
  }

  take(length: number): Buffer {
    if (length < 0 || this.at + length > this.bytes.length) {
      throw new ProtobufError('unexpected EOF');
    }
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }
}

/**
 * Reads the fields of a message.
 *
 * @throws {@link ProtobufError}
 */
export function readFields(bytes: Buffer): WireField[] {
  const cursor = new Cursor(bytes);
  const fields: WireField[] = [];
  while (!cursor.isAtEnd) {
    const tag = Number(cursor.varint());
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        fields.push({ number, value: cursor.varint() });
        break;
      case 1:
        fields.push({ number, value: cursor.take(8) });
        break;
      case 2:
        fields.push({ number, value: cursor.take(Number(cursor.varint())) });
        break;
      case 5:
        fields.push({ number, value: cursor.take(4) });
        break;
      default:
        throw new ProtobufError(`illegal wireType ${tag % 8}`);
    }
  }
  return fields;
}
