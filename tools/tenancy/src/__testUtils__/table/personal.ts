import type { World } from '../portal/World';
import { MACHINE } from './catalog';
import { everybody, outcomes, type Ask } from './types';

const SETTING = { bucket: 'matrix', key: 'secret' };
const SETTING_PATH = `/api/user-settings/buckets/${SETTING.bucket}/keys/${SETTING.key}`;

/** For whose it is; to everybody else it is not there. */
const OWNER_ONLY = outcomes({
  operator: 404,
  orgAdmin: 200,
  developer: 404,
  projectManager: 404,
  user: 404,
  otherTenant: 404,
});

/** Tells the tenant's administrator something; gives the notification's id. */
export async function notify(world: World): Promise<string> {
  const { body } = await world.ask<Array<{ id: string }>>('service', {
    method: 'POST',
    path: '/api/notifications/notifications',
    body: {
      recipients: { type: 'entity', entityRef: 'user:acme/alice' },
      payload: { title: 'About acme-prod' },
    },
  });
  return body[0].id;
}

/** Keeps something of the tenant's administrator. */
export async function keepSetting(world: World): Promise<void> {
  const { status, raw } = await world.ask('orgAdmin', {
    method: 'PUT',
    path: SETTING_PATH,
    body: { value: 'acme-prod' },
  });
  if (status !== 200) throw new Error(raw);
}

function readEntity(resourceRef: string) {
  return {
    id: resourceRef,
    permission: {
      type: 'resource',
      name: 'catalog.entity.read',
      attributes: { action: 'read' },
      resourceType: 'catalog-entity',
    },
    resourceRef,
  };
}

/** What a person has of their own beside the platform, and what they may be told about their permissions. */
export function personalAsks(): Ask[] {
  const notifications = '/api/notifications/notifications';
  return [
    {
      title: 'GET /api/notifications/notifications/:id of another',
      question: world => ({
        path: `${notifications}/${world.notificationOfOrgAdmin}`,
      }),
      outcomes: OWNER_ONLY,
    },
    {
      title: 'POST /api/notifications/notifications/update of another',
      question: world => ({
        method: 'POST',
        path: `${notifications}/update`,
        body: { ids: [world.notificationOfOrgAdmin], read: true },
      }),
      outcomes: everybody(200),
      inspect({ caller, answer }) {
        const { length } = answer.body as unknown[];
        expect(length).toBe(caller === 'orgAdmin' ? 1 : 0);
      },
    },
    ...['status', 'settings', 'topics'].map(
      (part): Ask => ({
        title: `GET /api/notifications/${part}`,
        question: () => ({ path: `/api/notifications/${part}` }),
        outcomes: everybody(200),
      }),
    ),
    {
      title: 'POST /api/notifications/settings',
      question: () => ({
        method: 'POST',
        path: '/api/notifications/settings',
        body: {
          channels: [
            {
              id: 'Web',
              origins: [{ id: 'matrix', enabled: true, topics: [] }],
            },
          ],
        },
      }),
      // Whose settings they are is said by the token alone.
      outcomes: everybody(200),
    },
    {
      title: 'GET /api/user-settings of another',
      question: () => ({ path: SETTING_PATH }),
      outcomes: OWNER_ONLY,
    },
    {
      title: 'POST /api/user-settings/multiget of another',
      question: () => ({
        method: 'POST',
        path: '/api/user-settings/multiget',
        body: { items: [SETTING] },
      }),
      outcomes: everybody(200),
      inspect({ caller, answer }) {
        const [item] = (answer.body as { items: unknown[] }).items;
        expect(item !== null).toBe(caller === 'orgAdmin');
      },
    },
    {
      title: 'POST /api/permission/authorize about the tenant',
      question: () => ({
        method: 'POST',
        path: '/api/permission/authorize',
        body: { items: [readEntity(MACHINE), readEntity(`${MACHINE}-not`)] },
      }),
      outcomes: everybody(200, { service: 403 }),
      inspect({ caller, answer }) {
        const { items } = answer.body as { items: Array<{ result: string }> };
        // Of what is not there everybody is told the same as of what is not theirs.
        expect(items.map(({ result }) => result)).toEqual([
          caller === 'otherTenant' ? 'DENY' : 'ALLOW',
          'DENY',
        ]);
      },
    },
    ...['catalog', 'scaffolder', 'kubedc'].map(
      (plugin): Ask => ({
        title: `POST /api/${plugin}/.well-known/backstage/permissions/apply-conditions`,
        question: () => ({
          method: 'POST',
          path: `/api/${plugin}/.well-known/backstage/permissions/apply-conditions`,
          body: { items: [] },
        }),
        // Who could apply conditions would learn what is in the entity of another.
        outcomes: everybody(403, { service: 200 }),
      }),
    ),
  ];
}
