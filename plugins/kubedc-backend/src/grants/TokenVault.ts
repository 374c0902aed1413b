import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  /** Tells the keys apart without telling anything of them. */
  id: string;
  bytes: Buffer;
}

/**
 * Encrypts tokens for the database. What is encrypted is bound to its context: in another row, or in a row that was
 * changed, it cannot be opened.
 */
export class TokenVault {
  readonly #keys: readonly [Key, ...Key[]];

  /** The first secret encrypts; all of them open what they have encrypted, so that secrets can be changed. */
  static fromSecrets(secrets: readonly [string, ...string[]]): TokenVault {
    const [first, ...others] = secrets.map(keyOf);
    return new TokenVault([first, ...others]);
  }

  /** A vault whose key nobody has: it ends with the process. */
  static forThisProcess(): TokenVault {
    return TokenVault.fromSecrets([randomBytes(32).toString('base64')]);
  }

  private constructor(keys: [Key, ...Key[]]) {
    this.#keys = keys;
  }

  /** @param context - what the token is for; the same must be given to open it */
  seal(token: string, context: readonly unknown[]): string {
    const [key] = this.#keys;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key.bytes, nonce);
    cipher.setAAD(contextBytes(context));
    const sealed = Buffer.concat([
      nonce,
      cipher.update(token, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return `${key.id}.${sealed.toString('base64url')}`;
  }

  /** The token; undefined when it was sealed by an unknown key or for something else. */
  open(sealed: string, context: readonly unknown[]): string | undefined {
    const [id, text = ''] = sealed.split('.');
    const key = this.#keys.find(candidate => candidate.id === id);
    const bytes = Buffer.from(text, 'base64url');
    if (!key || bytes.length < NONCE_BYTES + TAG_BYTES) {
      return undefined;
    }
    const decipher = createDecipheriv(
      CIPHER,
      key.bytes,
      bytes.subarray(0, NONCE_BYTES),
      { authTagLength: TAG_BYTES },
    );
    decipher.setAAD(contextBytes(context));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const token = Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]);
      return token.toString('utf8');
    } catch {
      // Authentication failed: another context, or a row that somebody changed.
      return undefined;
    }
  }
}

function keyOf(secret: string): Key {
  const bytes = Buffer.from(
    hkdfSync('sha256', secret, '', 'kubedc grants token encryption v1', 32),
  );
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return { id, bytes };
}

function contextBytes(context: readonly unknown[]): Buffer {
  return Buffer.from(JSON.stringify(context), 'utf8');
}
