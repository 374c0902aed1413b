import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { Grounds } from './generate';
import {
  configMap,
  deployment,
  gadget,
  gadgetDefinition,
  secret,
  TARGET,
} from './objects';

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

async function create(api: ApiClient, path: string, body: unknown) {
  const answer = await api.post(path, body);
  if (answer.code !== 201) {
    throw new Error(`${path} answered ${answer.text}`);
  }
}

/** Makes on a server what the requests are about. */
export async function prepare(api: ApiClient, grounds: Grounds): Promise<void> {
  const { namespace, group } = grounds;
  const place = { ...grounds, name: TARGET };
  await create(api, '/api/v1/namespaces', { metadata: { name: namespace } });
  await create(api, DEFINITIONS, gadgetDefinition(group));
  await api.until(`/apis/${group}/v1/gadgets`, ({ code }) => code === 200);
  for (const make of [configMap, deployment, gadget, secret]) {
    const { path, object } = make(place);
    await create(api, path, object);
  }
}

/** Removes it all again. */
export async function cleanUp(api: ApiClient, grounds: Grounds): Promise<void> {
  await api.delete(`/api/v1/namespaces/${grounds.namespace}`);
  await api.delete(`${DEFINITIONS}/gadgets.${grounds.group}`);
}
