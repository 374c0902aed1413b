import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The bearer tokens of some accounts, by name. They are kept in a file that
 * only its owner can read, so that kubeconfigs stay valid over restarts.
 */
export async function openTokens(
  file: string,
  names: string[],
): Promise<Record<string, string>> {
  let known: Record<string, string> = {};
  try {
    known = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
  const tokens = Object.fromEntries(
    names.map(name => [name, known[name] ?? randomBytes(24).toString('hex')]),
  );
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(tokens, undefined, 2), { mode: 0o600 });
  return tokens;
}
