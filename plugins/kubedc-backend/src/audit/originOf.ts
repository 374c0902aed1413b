import { randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { AuditVia } from '@kubedc/backstage-plugin-kubedc-common';
import type { Request } from 'express';
import type { AuditOrigin } from './types';

/** What a proxy or a client may say as the request's id; anything else is replaced. */
const REQUEST_ID = /^[\w.:-]{1,64}$/;

/** Plugins that act for people, by the way that they are. */
const VIA_OF_PLUGIN: Record<string, AuditVia> = {
  'plugin:scaffolder': 'template',
  'plugin:mcp-actions': 'agent',
  'plugin:actions': 'agent',
};

/** Longest text that is kept of anything. */
const MAX_TEXT = 255;

/**
 * Where a request came from. Which plugin acts for somebody is what that plugin's own token says, never a header.
 *
 * @param task - task of the template, as the scaffolder names it; counts only when it is the scaffolder that calls
 */
export function originOf(
  req: Request,
  credentials: BackstageCredentials,
  task?: string,
): AuditOrigin {
  const { actor } = credentials.principal as Partial<BackstageUserPrincipal>;
  const given = req.get('x-request-id');
  const requestId = given && REQUEST_ID.test(given) ? given : randomUUID();
  const sourceAddress = req.ip?.slice(0, 64);
  const origin = {
    requestId,
    ...(sourceAddress !== undefined && { sourceAddress }),
  };
  if (!actor) {
    return { via: 'page', ...origin };
  }
  const via = VIA_OF_PLUGIN[actor.subject] ?? 'plugin';
  const viaRef = via === 'template' && task ? task : actor.subject;
  return { via, viaRef: viaRef.slice(0, MAX_TEXT), ...origin };
}
