import { IncomingMessage } from 'node:http';
import { badRequest } from '../errors/statusError';
import { forbiddenRequest } from '../authz/forbiddenMessage';
import { Attributes } from '../authz/policyRule';
import { RbacAuthorizer } from '../authz/rbacAuthorizer';
import { UserInfo } from '../types';
import { ANONYMOUS, withAuthenticated } from './authenticator';

const EXTRA = 'impersonate-extra-';
const API = 'authentication.k8s.io/v1';

/** The service account that a user name stands for, if it does. */
function serviceAccount(
  user: string,
): { namespace: string; name: string } | undefined {
  const [, namespace, name] =
    /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
  return name ? { namespace, name } : undefined;
}

/** All values of a header, one for each line it was sent in. */
function values(req: IncomingMessage, name: string): string[] {
  return req.headersDistinct[name] ?? [];
}

function attributes(
  resource: string,
  name: string,
  changes: Partial<Attributes> = {},
): Attributes {
  return {
    verb: 'impersonate',
    isResource: true,
    group: '',
    version: '',
    resource,
    subresource: '',
    namespace: '',
    name,
    path: '',
    ...changes,
  };
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function extras(req: IncomingMessage): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const [name, list] of Object.entries(req.headersDistinct)) {
    if (name.startsWith(EXTRA) && list) {
      result[decodeKey(name.slice(EXTRA.length))] = list;
    }
  }
  return result;
}

/** What somebody must be allowed to in order to become somebody else. */
function neededRights(user: UserInfo): Attributes[] {
  const needed: Attributes[] = [];
  const account = serviceAccount(user.name);
  needed.push(
    account
      ? attributes('serviceaccounts', account.name, {
          namespace: account.namespace,
        })
      : attributes('users', user.name),
  );
  needed.push(...user.groups.map(group => attributes('groups', group)));
  if (user.uid) {
    needed.push(
      attributes('uids', user.uid, {
        group: 'authentication.k8s.io',
        version: 'v1',
      }),
    );
  }
  for (const [key, list] of Object.entries(user.extra ?? {})) {
    needed.push(
      ...list.map(value =>
        attributes('userextras', value, {
          group: 'authentication.k8s.io',
          version: 'v1',
          subresource: key,
        }),
      ),
    );
  }
  return needed;
}

/**
 * Who a request is to be treated as: its `Impersonate-*` headers, if the user
 * who sends them may.
 *
 * @throws {@link StatusError} 403
 */
export function impersonate(
  req: IncomingMessage,
  user: UserInfo,
  authorizer: RbacAuthorizer,
): UserInfo {
  const [name = ''] = values(req, 'impersonate-user');
  const groups = values(req, 'impersonate-group');
  const [uid] = values(req, 'impersonate-uid');
  const extra = extras(req);
  if (!name) {
    const wanted = [
      ...groups.map(group => `{Group  ${group}    }`),
      ...Object.entries(extra).flatMap(([key, list]) =>
        list.map(value => `{UserExtra  ${value}  ${API}  ${key}}`),
      ),
      ...(uid ? [`{UID  ${uid}  ${API}  }`] : []),
    ];
    if (wanted.length > 0) {
      throw badRequest(
        `requested [${wanted.join(' ')}] without impersonating a user`,
      );
    }
    return user;
  }
  const target: UserInfo = {
    name,
    groups,
    ...(uid && { uid }),
    ...(Object.keys(extra).length > 0 && { extra }),
  };
  for (const right of neededRights(target)) {
    const decision = authorizer.authorize(user, right);
    if (!decision.allowed) {
      throw forbiddenRequest(user, right, decision.reason);
    }
  }
  return complete(target);
}

/** The groups that everybody of a sort is in. */
function complete(user: UserInfo): UserInfo {
  if (user.name === ANONYMOUS.name) {
    return {
      ...user,
      groups: [...new Set([...user.groups, ...ANONYMOUS.groups])],
    };
  }
  if (user.groups.some(group => ANONYMOUS.groups.includes(group))) {
    return user;
  }
  const account = serviceAccount(user.name);
  if (user.groups.length === 0 && account) {
    return withAuthenticated({
      ...user,
      groups: [
        'system:serviceaccounts',
        `system:serviceaccounts:${account.namespace}`,
      ],
    });
  }
  return withAuthenticated(user);
}
