import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Request } from 'express';
import { originOf } from './originOf';

function requestWith(headers: Record<string, string> = {}): Request {
  return {
    ip: '192.0.2.7',
    get: (name: string) => headers[name],
  } as unknown as Request;
}

function by(plugin?: string): BackstageCredentials {
  const { principal, ...rest } = mockCredentials.user('user:acme/alice');
  return {
    ...rest,
    principal: {
      ...principal,
      ...(plugin && { actor: { type: 'service', subject: plugin } }),
    },
  } as BackstageCredentials;
}

describe('originOf', () => {
  it('tells a person from what acts for one', () => {
    const via = (plugin?: string, task?: string) => {
      const origin = originOf(requestWith(), by(plugin), task);
      return [origin.via, origin.viaRef];
    };
    expect(via()).toEqual(['page', undefined]);
    expect(via('plugin:scaffolder', 'task-1')).toEqual(['template', 'task-1']);
    expect(via('plugin:scaffolder')).toEqual(['template', 'plugin:scaffolder']);
    expect(via('plugin:mcp-actions')).toEqual(['agent', 'plugin:mcp-actions']);
    expect(via('plugin:other')).toEqual(['plugin', 'plugin:other']);
  });

  it('believes nobody but the scaffolder that a task acts', () => {
    const origins = [
      originOf(requestWith(), by(), 'task-1'),
      originOf(requestWith(), by('plugin:other'), 'task-1'),
    ];
    expect(origins.map(({ viaRef }) => viaRef)).toEqual([
      undefined,
      'plugin:other',
    ]);
  });

  it('takes over the id of a request, and gives one where there is none that is fit', () => {
    const idOf = (given: string) =>
      originOf(requestWith({ 'x-request-id': given }), by()).requestId;
    expect(idOf('a1b2-c3')).toBe('a1b2-c3');
    expect(idOf('=cmd()')).toMatch(/^[\da-f-]{36}$/);
    expect(idOf('x'.repeat(65))).toMatch(/^[\da-f-]{36}$/);
    expect(originOf(requestWith(), by()).requestId).toMatch(/^[\da-f-]{36}$/);
  });
});
