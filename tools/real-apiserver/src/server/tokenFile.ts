import { StaticToken } from '../types';

const quote = (field: string) => `"${field.replace(/"/g, '""')}"`;

/**
 * The text of the file for `--token-auth-file`: a line of CSV for each token.
 * The groups are CSV once more, within their field.
 *
 * @throws Error for a token that such a file cannot hold
 */
export function tokenFile(tokens: StaticToken[]): string {
  const lines = tokens.map(({ token, user, groups, uid }, index) => {
    const unfit = groups.find(group => /[,\r\n]/.test(group));
    if (unfit !== undefined) {
      throw new Error(
        `the group ${JSON.stringify(
          unfit,
        )} of ${user} has a comma or line break, which a token file cannot hold`,
      );
    }
    return [token, user, uid ?? `${index}`, groups.join(',')]
      .map(quote)
      .join(',');
  });
  return lines.map(line => `${line}\n`).join('');
}
