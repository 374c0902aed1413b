import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

const isMissing = (error: unknown) =>
  (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * A secret from a file.
 *
 * @throws Error that names the file, when it cannot be read or is empty
 */
export async function readSecret(file: string): Promise<string> {
  const secret = (await readFile(file, 'utf8')).trim();
  if (!secret) {
    throw new Error(`${file} is empty`);
  }
  return secret;
}

/** A secret from a file, which is made, for its owner only, where there is none. */
export async function ensureSecret(
  file: string,
  options: { dryRun: boolean },
): Promise<{ secret: string; isNew: boolean }> {
  try {
    return { secret: await readSecret(file), isNew: false };
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
  }
  const secret = randomBytes(32).toString('base64url');
  if (!options.dryRun) {
    await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  }
  return { secret, isNew: true };
}
