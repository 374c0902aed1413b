import { Answer, RequestOptions } from '@kubedc/embedded-apiserver/testing';
import { ContractServer } from './contract';

/** A request of a table: method, path, body and what else it is made with. */
export type Request = [
  method: string,
  target: string,
  body?: unknown,
  options?: RequestOptions,
];

function fill(value: unknown, names: Record<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(
      /\{(\w+)\}/g,
      (text, name: string) => names[name] ?? text,
    );
  }
  if (Array.isArray(value)) {
    return value.map(item => fill(item, names));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        fill(key, names),
        fill(item, names),
      ]),
    );
  }
  return value;
}

/** Makes a request of a table; `{ns}` and the like stand for names. */
export function ask(
  { api }: ContractServer,
  names: Record<string, string>,
  [method, target, body, options]: Request,
): Promise<Answer> {
  return api.request(method, fill(target, names) as string, {
    ...options,
    ...(body !== undefined && { body: fill(body, names) }),
  });
}

/** The rows of a table of requests, each named by its request. */
export function named<T>(
  rows: [Request, T][],
): [title: string, request: Request, expected: T][] {
  return rows.map(([request, expected]) => {
    const [method, target, body, options] = request;
    const rest = [body, options]
      .filter(part => part !== undefined)
      .map(part => JSON.stringify(part).slice(0, 80));
    return [[method, target, ...rest].join(' '), request, expected];
  });
}
