import { RequestTarget } from './requestTarget';

/** What a request asks for, read from its method, path and query. */
export interface RequestInfo {
  isResource: boolean;
  path: string;
  verb: string;
  group: string;
  version: string;
  namespace: string;
  resource: string;
  subresource: string;
  name: string;
  /** What comes behind the subresource, as for proxies. */
  rest: string[];
}

const METHODS: Record<string, string> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** What stands below a namespace itself, not in it. */
const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);

/** Whether a query parameter is set to true. */
export function isTrue(value: string | null): boolean {
  return (
    value !== null && !['', '0', 'f', 'false'].includes(value.toLowerCase())
  );
}

function nonResource(path: string, method: string): RequestInfo {
  return {
    isResource: false,
    path,
    verb: method.toLowerCase(),
    group: '',
    version: '',
    namespace: '',
    resource: '',
    subresource: '',
    name: '',
    rest: [],
  };
}

function collectionVerb(verb: string, query: URLSearchParams): string {
  if (verb === 'get') {
    return isTrue(query.get('watch')) ? 'watch' : 'list';
  }
  return verb === 'delete' ? 'deletecollection' : verb;
}

/** The single name a field selector asks for. */
function selectedName(query: URLSearchParams): string {
  const match = /^metadata\.name==?([^,]+)$/.exec(
    query.get('fieldSelector') ?? '',
  );
  return match?.[1] ?? '';
}

/** Reads what a request asks for. */
export function parseRequestInfo(
  method: string,
  { path, query }: RequestTarget,
): RequestInfo {
  const parts = path.replace(/^\/+|\/+$/g, '').split('/');
  const isCore = parts[0] === 'api';
  const minimum = isCore ? 3 : 4;
  if (
    path.startsWith('//') ||
    (!isCore && parts[0] !== 'apis') ||
    parts.length < minimum
  ) {
    return nonResource(path, method);
  }
  const info: RequestInfo = {
    ...nonResource(path, method),
    isResource: true,
    verb: METHODS[method] ?? method.toLowerCase(),
    group: isCore ? '' : parts[1],
    version: isCore ? parts[1] : parts[2],
  };
  let below = parts.slice(minimum - 1);
  const isWatchPath = method === 'GET' && below[0] === 'watch';
  if (isWatchPath) {
    below = below.slice(1);
  }
  if (below[0] === 'namespaces' && below.length > 1) {
    info.namespace = below[1];
    if (below.length > 2 && !NAMESPACE_SUBRESOURCES.has(below[2])) {
      below = below.slice(2);
    }
  }
  const [resource, name = '', subresource = '', ...rest] = below;
  Object.assign(info, { resource, name, subresource, rest });
  if (isWatchPath) {
    info.verb = 'watch';
    info.name ||= selectedName(query);
  } else if (name === '') {
    info.verb = collectionVerb(info.verb, query);
    if (['list', 'watch', 'deletecollection'].includes(info.verb)) {
      info.name = selectedName(query);
    }
  }
  return info;
}
