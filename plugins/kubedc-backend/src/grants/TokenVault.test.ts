import { TokenVault } from './TokenVault';

const OLD = 'a secret that was used until yesterday';
const NEW = 'a secret that is used from today on, all day';
const TOKEN = 'header.claims.signature';
const CONTEXT = ['grant-1', 'user:acme/alice', ['vm:create']];

describe('TokenVault', () => {
  it('opens what it has sealed, which shows nothing of the token', () => {
    const vault = TokenVault.fromSecrets([NEW]);
    const sealed = vault.seal(TOKEN, CONTEXT);
    expect(sealed).not.toContain('claims');
    expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('claims');
    expect(vault.open(sealed, CONTEXT)).toBe(TOKEN);
  });

  it('never seals one token twice the same way', () => {
    const vault = TokenVault.fromSecrets([NEW]);
    expect(vault.seal(TOKEN, CONTEXT)).not.toBe(vault.seal(TOKEN, CONTEXT));
  });

  it('opens with an old secret what that one has sealed, and seals with the new one', () => {
    const sealed = TokenVault.fromSecrets([OLD]).seal(TOKEN, CONTEXT);
    const both = TokenVault.fromSecrets([NEW, OLD]);
    expect(both.open(sealed, CONTEXT)).toBe(TOKEN);

    const again = both.seal(TOKEN, CONTEXT);
    expect(TokenVault.fromSecrets([NEW]).open(again, CONTEXT)).toBe(TOKEN);
    expect(TokenVault.fromSecrets([OLD]).open(again, CONTEXT)).toBeUndefined();
  });

  it.each([
    ['grant-2', 'user:acme/alice', ['vm:create']],
    ['grant-1', 'user:acme/mallory', ['vm:create']],
    ['grant-1', 'user:acme/alice', ['vm:create', 'vm:delete']],
  ])('does not open what was sealed for something else: %j', (...context) => {
    const vault = TokenVault.fromSecrets([NEW]);
    expect(vault.open(vault.seal(TOKEN, CONTEXT), context)).toBeUndefined();
  });

  it('does not open what was changed, by a single bit', () => {
    const vault = TokenVault.fromSecrets([NEW]);
    const [key, text] = vault.seal(TOKEN, CONTEXT).split('.');
    const length = Buffer.from(text, 'base64url').length;
    for (let at = 0; at < length; at += 1) {
      const bytes = Buffer.from(text, 'base64url');
      bytes[at] ^= 1;
      const changed = `${key}.${bytes.toString('base64url')}`;
      expect(vault.open(changed, CONTEXT)).toBeUndefined();
    }
  });

  it.each(['', 'x', '.', '00000000.AAAA'])('does not open %j', sealed => {
    const vault = TokenVault.fromSecrets([NEW]);
    expect(vault.open(sealed, CONTEXT)).toBeUndefined();
  });

  it('shares no key between processes that were given none', () => {
    const sealed = TokenVault.forThisProcess().seal(TOKEN, CONTEXT);
    expect(TokenVault.forThisProcess().open(sealed, CONTEXT)).toBeUndefined();
  });
});
