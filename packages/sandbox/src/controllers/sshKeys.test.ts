import {
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { generateSshKeyPair } from './sshKeys';

/** Reads the length-prefixed fields of an SSH structure. */
function fields(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    found.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}

describe('generateSshKeyPair', () => {
  it('makes two halves that belong together', () => {
    const { privateKey, publicKey } = generateSshKeyPair('acme-prod');
    const [type, blob, comment] = publicKey.split(' ');
    expect([type, comment]).toEqual(['ssh-ed25519', 'acme-prod']);
    const [, point] = fields(Buffer.from(blob, 'base64'));

    const body = Buffer.from(
      privateKey.split('\n').slice(1, -2).join(''),
      'base64',
    );
    expect(body.subarray(0, 15).toString()).toBe('openssh-key-v1\0');
    const [, , , ...rest] = fields(body.subarray(15, 15 + 20));
    expect(rest).toEqual([]);
    // Magic, three fields (4 + 4, 4 + 4, 4 bytes), the number of keys.
    const [, secret] = fields(body.subarray(15 + 20 + 4));
    expect(secret.length % 8).toBe(0);
    expect(secret.subarray(0, 4)).toEqual(secret.subarray(4, 8));
    const [, inside, both] = fields(secret.subarray(8));
    expect(inside).toEqual(point);

    const template = generateKeyPairSync('ed25519').privateKey.export({
      format: 'jwk',
    });
    const key = {
      ...template,
      d: both.subarray(0, 32).toString('base64url'),
      x: point.toString('base64url'),
    };
    const message = Buffer.from('hello');
    const signature = sign(null, message, { key, format: 'jwk' });
    expect(
      verify(
        null,
        message,
        createPublicKey({ key: { ...key, d: undefined }, format: 'jwk' }),
        signature,
      ),
    ).toBe(true);
  });

  it('makes another pair each time', () => {
    expect(generateSshKeyPair('a').publicKey).not.toBe(
      generateSshKeyPair('a').publicKey,
    );
  });
});
