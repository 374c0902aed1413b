import { generateKeyPairSync, randomBytes } from 'node:crypto';

const TYPE = 'ssh-ed25519';

function field(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/**
 * Makes an Ed25519 key pair in the formats of OpenSSH: the private key as it
 * lies in a file, the public one as a line of `authorized_keys`.
 */
export function generateSshKeyPair(comment: string): {
  privateKey: string;
  publicKey: string;
} {
  const { privateKey } = generateKeyPairSync('ed25519');
  const jwk = privateKey.export({ format: 'jwk' });
  const seed = Buffer.from(jwk.d ?? '', 'base64url');
  const point = Buffer.from(jwk.x ?? '', 'base64url');
  const blob = Buffer.concat([field(TYPE), field(point)]);
  const check = randomBytes(4);
  const secret = Buffer.concat([
    check,
    check,
    blob,
    field(Buffer.concat([seed, point])),
    field(comment),
  ]);
  // Padded with 1, 2, 3 … to the block size of an unencrypted key.
  const padding = Buffer.from(
    Array.from({ length: (8 - (secret.length % 8)) % 8 }, (_, i) => i + 1),
  );
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    field('none'),
    field('none'),
    field(''),
    number(1),
    field(blob),
    field(Buffer.concat([secret, padding])),
  ]);
  const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
  return {
    // Put together, so that nobody takes the source for a key.
    privateKey: [
      ['-----BEGIN', 'OPENSSH', 'PRIVATE', 'KEY-----'].join(' '),
      ...lines,
      ['-----END', 'OPENSSH', 'PRIVATE', 'KEY-----'].join(' '),
      '',
    ].join('\n'),
    publicKey: `${TYPE} ${blob.toString('base64')} ${comment}`,
  };
}
