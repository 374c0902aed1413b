import { sample, TARGET } from '../objects';
import { Category, FuzzRequest } from '../request';

const TYPES = [
  'text/plain',
  'text/html',
  'application/jsonn',
  'application/json; charset=utf-16',
  'application/json;charset=utf-8',
  'application/json;',
  'application/json ; a=b',
  'APPLICATION/JSON',
  'application/yaml',
  'application/yaml; x',
  'text/yaml',
  'application/x-yaml',
  'application/vnd.kubernetes.protobuf',
  'application/cbor',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+json',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'json',
  '*/*',
  'application/*',
  'application/',
  '/json',
  ',',
  ';',
  'application/json, text/plain',
  'application/json; q="',
  '\u00e4',
];

const ACCEPTS = [
  '*/*',
  'application/json',
  'application/yaml',
  'application/json;as=Table;v=v1;g=meta.k8s.io',
  'application/json;as=Table;v=v9;g=meta.k8s.io',
  'application/json;as=Nothing;v=v1;g=meta.k8s.io',
  'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io',
  'text/plain',
  'text/html, application/json;q=0.1',
  'application/xml',
  'json',
  '',
  ',',
  'application/json;q=x',
  'application/json;stream=watch',
];

/** Types of bodies and of wanted answers. */
export const contentTypes: Category = (random, place): FuzzRequest => {
  const { path, object } = sample(random, place);
  if (random.chance(0.4)) {
    return {
      method: 'GET',
      path: random.pick([
        `${path}/${TARGET}`,
        `${path}?limit=1`,
        '/version',
        '/apis',
        '/api/v1',
      ]),
      headers: { accept: random.pick(ACCEPTS) },
    };
  }
  const [method, target] = random.pick([
    ['POST', path],
    ['PUT', `${path}/${TARGET}?dryRun=All`],
    ['PATCH', `${path}/${TARGET}?dryRun=All`],
    ['DELETE', `${path}/missing?dryRun=All`],
  ]);
  const body = random.pick([JSON.stringify(object), '{}', '', 'k8s\0\n']);
  return {
    method,
    path: target,
    body,
    ...(random.chance(0.9) && {
      headers: { 'content-type': random.pick(TYPES) },
    }),
  };
};
