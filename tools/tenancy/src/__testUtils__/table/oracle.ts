import type { ResourceType } from '@kubedc/backstage-plugin-kubedc-common';
import { KubernetesApiError } from '@kubedc/backstage-plugin-kubedc-node';
import type { SignedIn } from '../people';
import type { World } from '../portal/World';

const known = new WeakMap<World, Map<string, Promise<boolean>>>();

/** Asks the Kubernetes API itself, as the person, whether they may list a type in a namespace. */
export function mayList(
  world: World,
  caller: SignedIn,
  type: ResourceType,
  namespace: string | undefined,
): Promise<boolean> {
  return remembered(world, ['list', caller, type, namespace], async () => {
    await world
      .kubernetes(caller)
      .list(type, namespace || undefined, { limit: 1 });
  });
}

/** Asks the Kubernetes API itself, as the person, whether they may read one object. */
export function mayGet(
  world: World,
  caller: SignedIn,
  type: ResourceType,
  namespace: string | undefined,
  name: string,
): Promise<boolean> {
  return remembered(world, ['get', caller, type, namespace, name], async () => {
    await world.kubernetes(caller).get(type, namespace || undefined, name);
  });
}

function remembered(
  world: World,
  key: unknown,
  ask: () => Promise<void>,
): Promise<boolean> {
  const answers = known.get(world) ?? new Map<string, Promise<boolean>>();
  known.set(world, answers);
  const text = JSON.stringify(key);
  const answer = answers.get(text) ?? allowed(ask);
  answers.set(text, answer);
  return answer;
}

async function allowed(ask: () => Promise<void>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof KubernetesApiError && error.code === 403) {
      return false;
    }
    throw error;
  }
}
