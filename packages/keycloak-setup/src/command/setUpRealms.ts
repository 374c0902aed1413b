import { KeycloakAdmin } from '../admin/KeycloakAdmin';
import { ensurePortalClient } from '../client/ensurePortalClient';
import { PortalClientSettings } from '../client/types';
import { Arguments } from './arguments';

/** Names that no organization may have: its people would have powers. */
const RESERVED: (string | undefined)[] = ['system', 'platform'];

/** What names the organization of an account in a realm of all organizations. */
const BROKER_ORGANIZATION = { attribute: 'org' };

/** A realm and what its portal client is made of, besides what all share. */
interface Target {
  realm: string;
  audience: string;
  organization?: PortalClientSettings['organization'];
}

function targetsOf(options: Arguments, organizations: string[]): Target[] {
  const { platformRealm, platformAudience, brokerRealm, audience } = options;
  return [
    ...(platformRealm
      ? [{ realm: platformRealm, audience: platformAudience }]
      : []),
    ...(brokerRealm
      ? [{ realm: brokerRealm, audience, organization: BROKER_ORGANIZATION }]
      : []),
    ...organizations
      .filter(name => ![...RESERVED, platformRealm, brokerRealm].includes(name))
      .map(name => ({ realm: name, audience, organization: name })),
  ];
}

/**
 * One round: the portal's client of every realm. A realm that fails does not
 * keep the others from theirs.
 *
 * @param say - is told what became of each realm that was not right already
 * @returns how many realms failed or are missing
 */
export async function setUpRealms(
  admin: KeycloakAdmin,
  options: Arguments,
  organizations: string[],
  clientSecret: string | undefined,
  say: (line: string) => void,
): Promise<number> {
  let failed = 0;
  for (const { realm, ...target } of targetsOf(options, organizations)) {
    try {
      const { state, changes } = await ensurePortalClient(
        admin,
        realm,
        {
          clientId: options.clientId,
          clientSecret,
          backendUrl: options.backendUrl,
          appUrl: options.appUrl,
          ...target,
        },
        { dryRun: options.dryRun },
      );
      failed += state === 'missing' ? 1 : 0;
      if (state !== 'unchanged' || options.watchSeconds === undefined) {
        const would = options.dryRun && changes.length ? 'would be ' : '';
        const what = changes.length ? ` (${changes.join(', ')})` : '';
        say(`${realm}: ${would}${state}${what}`);
      }
    } catch (error) {
      failed++;
      say(
        `${realm}: FAILED: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  return failed;
}
