import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { objectKey } from '../storage/store';
import { read } from '../util/read';
import { readObject } from './readBody';
import { RequestContext } from './requestContext';
import { sendObject } from './objects';
import { finalizeNamespace } from '../controllers/finalizeNamespace';

/** Answers a request that sets the finalizers of a namespace's spec. */
export async function handleNamespaceFinalize(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Promise<void> {
  const { info, req } = context;
  const body = await readObject(req, resource.kind);
  const finalizers = read(body, 'spec', 'finalizers');
  const key = objectKey(undefined, info.name);
  registry.entry(resource, undefined, key);
  const object = finalizeNamespace(
    registry,
    resource,
    info.name,
    Array.isArray(finalizers) ? finalizers.map(String) : [],
  );
  sendObject(context, resource, 200, object);
}
