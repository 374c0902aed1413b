import { CelError } from '../errors';
import { goQuote } from '../../util/goQuote';
import { celTypes, listOf, mapOf, opaque } from '../types/celType';
import { Entries, ListValue, MapValue } from '../values/collections';
import { OpaqueValue } from '../values/value';
import { Define } from './overload';

const { bool, string } = celTypes;

/** The type of URLs. */
export const urlType = opaque('kubernetes.URL');

interface UrlParts {
  scheme: string;
  host: string;
  path: string;
  query: string;
}

function isAuthority(text: string): boolean {
  const host = text.slice(text.lastIndexOf('@') + 1);
  return /^(\[[0-9a-fA-F:.%]+\]|[^\s<>"{}|\\^`[\]/:]*)(:\d*)?$/.test(host);
}

/** Takes an absolute URL or path apart, as Go's `url.ParseRequestURI`. */
function parseUrl(text: string): UrlParts | string {
  if (text === '') {
    return 'empty url';
  }
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x1f\x7f]/.test(text)) {
    return 'net/url: invalid control character in URL';
  }
  const [, scheme = '', rest] = /^(?:([a-zA-Z][-+.a-zA-Z0-9]*):)?([^]*)$/.exec(
    text,
  ) as unknown as [string, string | undefined, string];
  if (/^:/.test(text)) {
    return 'missing protocol scheme';
  }
  const fragment = rest.indexOf('#');
  const noFragment = fragment < 0 ? rest : rest.slice(0, fragment);
  const question = noFragment.indexOf('?');
  const body = question < 0 ? noFragment : noFragment.slice(0, question);
  const query = question < 0 ? '' : noFragment.slice(question + 1);
  if (!body.startsWith('/')) {
    return scheme && question !== 0 && body
      ? { scheme: scheme.toLowerCase(), host: '', path: '', query }
      : 'invalid URI for request';
  }
  let host = '';
  let path = body;
  if (scheme && body.startsWith('//')) {
    const slash = body.indexOf('/', 2);
    const authority = body.slice(2, slash < 0 ? undefined : slash);
    if (!isAuthority(authority)) {
      return `invalid character ${goQuote(
        /[\s<>"{}|\\^`]/.exec(authority)?.[0] ?? authority,
      )} in host name`;
    }
    host = authority.slice(authority.lastIndexOf('@') + 1);
    path = slash < 0 ? '' : body.slice(slash);
  }
  const escape = /%(?![0-9a-fA-F]{2})[^]{0,2}/.exec(path);
  if (escape) {
    return `invalid URL escape ${goQuote(escape[0])}`;
  }
  return { scheme: scheme.toLowerCase(), host, path, query };
}

class UrlValue extends OpaqueValue {
  readonly type = urlType;

  constructor(readonly parts: UrlParts, readonly text: string) {
    super();
  }

  equals(other: OpaqueValue): boolean {
    return (other as UrlValue).text === this.text;
  }
}

function hostname({ host }: UrlParts): string {
  return /^\[(.*)\](:\d*)?$/.exec(host)?.[1] ?? host.replace(/:\d*$/, '');
}

function escapePath(path: string): string {
  return path.replace(/[^-_.~!$&'()*+,;=:@/%a-zA-Z0-9]+/g, part =>
    encodeURIComponent(part),
  );
}

function queryMap(query: string): MapValue {
  const values = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(query)) {
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  const entries = new Entries();
  values.forEach((list, key) => entries.add(key, new ListValue(list)));
  return new MapValue(entries);
}

/** Functions of URLs. */
export function urls({ call, method }: Define): void {
  call('url', [string], urlType, (text: string) => {
    const parts = parseUrl(text);
    if (typeof parts === 'string') {
      throw new CelError(
        `URL parse error during conversion from string: parse ${goQuote(
          text,
        )}: ${parts}`,
      );
    }
    return new UrlValue(parts, text);
  });
  call(
    'isURL',
    [string],
    bool,
    (text: string) => typeof parseUrl(text) !== 'string',
  );
  method('getScheme', [urlType], string, (u: UrlValue) => u.parts.scheme);
  method('getHost', [urlType], string, (u: UrlValue) => u.parts.host);
  method('getHostname', [urlType], string, (u: UrlValue) => hostname(u.parts));
  method(
    'getPort',
    [urlType],
    string,
    (u: UrlValue) => /:(\d*)$/.exec(u.parts.host)?.[1] ?? '',
  );
  method('getEscapedPath', [urlType], string, (u: UrlValue) =>
    escapePath(u.parts.path),
  );
  method('getQuery', [urlType], mapOf(string, listOf(string)), (u: UrlValue) =>
    queryMap(u.parts.query),
  );
}
