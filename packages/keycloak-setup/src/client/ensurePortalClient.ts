import { KeycloakAdmin } from '../admin/KeycloakAdmin';
import { differences, mapperChanges } from './difference';
import { copiedMappers, portalMappers } from './mappers';
import { portalClient } from './portalClient';
import { ClientRepresentation, PortalClientSettings } from './types';

/**
 * What became of the portal's client of a realm, or would become of it.
 *
 * @public
 */
export interface RealmOutcome {
  realm: string;
  /** `missing`: there is no such realm, or not yet. */
  state: 'created' | 'updated' | 'unchanged' | 'missing';
  /** What was changed, in words; no secret is among them. */
  changes: string[];
}

const path = (...parts: string[]) =>
  parts.map(part => `/${encodeURIComponent(part)}`).join('');

async function findClient(
  admin: KeycloakAdmin,
  realm: string,
  clientId: string,
): Promise<ClientRepresentation | undefined> {
  const found = await admin.get<ClientRepresentation[]>(
    `${path(realm, 'clients')}?clientId=${encodeURIComponent(clientId)}`,
  );
  return found.find(each => each.clientId === clientId);
}

/**
 * Makes the portal's client of a realm what it shall be, whatever it is now.
 * What is right already is not touched.
 *
 * @throws KeycloakError when the account may not, or when Keycloak refuses it
 * @public
 */
export async function ensurePortalClient(
  admin: KeycloakAdmin,
  realm: string,
  settings: PortalClientSettings,
  options: { dryRun?: boolean } = {},
): Promise<RealmOutcome> {
  const { dryRun = false } = options;
  if (!(await admin.find(path(realm)))) {
    return { realm, state: 'missing', changes: [] };
  }
  const platformClient = await findClient(admin, realm, settings.audience);
  const own = portalMappers(settings);
  const mappers = [
    ...own,
    ...copiedMappers(own, platformClient?.protocolMappers),
  ];
  const wanted = portalClient(settings);
  const actual = await findClient(admin, realm, settings.clientId);
  if (!actual?.id) {
    if (!dryRun) {
      await admin.post(path(realm, 'clients'), {
        ...wanted,
        protocolMappers: mappers,
      });
    }
    return { realm, state: 'created', changes: [`client ${wanted.clientId}`] };
  }

  const client = path(realm, 'clients', actual.id);
  const changed = differences(wanted, actual);
  if (changed.length && !dryRun) {
    await admin.put(client, {
      ...actual,
      ...wanted,
      attributes: { ...actual.attributes, ...wanted.attributes },
    });
  }
  const { add, replace, remove } = mapperChanges(
    mappers,
    actual.protocolMappers,
  );
  const models = `${client}/protocol-mappers/models`;
  if (!dryRun) {
    for (const { id = '' } of remove) {
      await admin.delete(`${models}${path(id)}`);
    }
    for (const mapper of replace) {
      await admin.put(`${models}${path(mapper.id ?? '')}`, mapper);
    }
    for (const mapper of add) {
      await admin.post(models, mapper);
    }
  }
  const changes = [
    ...changed,
    ...[...add, ...replace].map(({ name }) => `mapper ${name}`),
    ...remove.map(({ name }) => `mapper ${name} removed`),
  ];
  return { realm, state: changes.length ? 'updated' : 'unchanged', changes };
}
