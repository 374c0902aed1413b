import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KubernetesObject,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { KubernetesApiError } from '@kubedc/backstage-plugin-kubedc-node';
import type { KubernetesClient } from '@kubedc/backstage-plugin-kubedc-node';
import { OTHER_TENANT, people, TENANT, type Caller } from './people';
import type { Answer, Question } from './portal/World';

/** Organizations beside the two; nobody of the matrix is of it. */
const THIRD = 'initech';

/** Names of one word stand by chance in texts that have nothing to do with the tenant. */
const DISTINCT = /[-. @].*[-. @\w]/;

/** Strings that tell of a tenant: names, and uids, which are in no text by chance. */
export interface TenantMarks {
  names: ReadonlySet<string>;
  uids: ReadonlySet<string>;
}

/** By tenant. */
export type Marks = Map<string, TenantMarks>;

/** All objects of a type; none where the platform has no such type. */
async function listOf(
  admin: KubernetesClient,
  type: ResourceType,
): Promise<KubernetesObject[]> {
  try {
    return await admin.list(type);
  } catch (error) {
    if (error instanceof KubernetesApiError && error.code === 404) {
      return [];
    }
    throw error;
  }
}

/** What each tenant's things are called and numbered; what another tenant has too tells nothing. */
export async function marksOf(admin: KubernetesClient): Promise<Marks> {
  const tenants = [TENANT, OTHER_TENANT, THIRD];
  const names = new Map(tenants.map(tenant => [tenant, new Set([tenant])]));
  const ids = new Map(tenants.map(tenant => [tenant, new Set<string>()]));
  for (const { type } of kindRegistry.all()) {
    for (const { metadata } of await listOf(admin, type)) {
      const { namespace, name, uid } = metadata;
      const tenant = tenants.find(
        each => namespace === each || namespace?.startsWith(`${each}-`),
      );
      if (tenant && namespace) {
        names.get(tenant)?.add(namespace).add(name);
        if (uid) ids.get(tenant)?.add(uid);
      }
    }
  }
  for (const { organization, displayName, email } of people) {
    names.get(organization)?.add(displayName).add(email);
  }
  return new Map(
    tenants.map(tenant => {
      const others = tenants
        .filter(each => each !== tenant)
        .flatMap(each => [...(names.get(each) ?? [])]);
      const own = [...(names.get(tenant) ?? [])].filter(
        name => DISTINCT.test(name) && !others.includes(name),
      );
      return [
        tenant,
        {
          names: new Set([...own, tenant]),
          uids: ids.get(tenant) ?? new Set(),
        },
      ] as const;
    }),
  );
}

/** Tenants a caller must not learn of. */
function foreignTo(caller: Caller): string[] {
  switch (caller) {
    // Both are trusted with everything.
    case 'operator':
    case 'service':
      return [];
    case 'otherTenant':
      return [TENANT, THIRD];
    // A token that is not valid any more tells of nobody.
    case 'none':
    case 'expired':
    case 'forged':
      return [TENANT, OTHER_TENANT, THIRD];
    default:
      return [OTHER_TENANT, THIRD];
  }
}

/** What an answer says of tenants that the caller must not learn of, beside what the caller said. */
export function leaksIn(
  marks: Marks,
  seen: {
    caller: Caller;
    question: Question;
    answer: Answer;
    /** The answer is documentation: only uids tell. */
    documentation?: boolean;
  },
): string[] {
  const said = `${decodeURIComponent(seen.question.path)} ${JSON.stringify(
    seen.question.body ?? '',
  )}`;
  const { raw } = seen.answer;
  return foreignTo(seen.caller).flatMap(tenant => {
    const { names = [], uids = [] } = marks.get(tenant) ?? {};
    return [...uids, ...(seen.documentation ? [] : names)].filter(
      mark => !said.includes(mark) && contains(raw, mark),
    );
  });
}

/** As a word of its own, as `media` is no leak in `mediaType`. */
function contains(text: string, mark: string): boolean {
  const escaped = mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(text);
}
