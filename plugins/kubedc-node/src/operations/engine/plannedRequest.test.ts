import { toPlannedRequestView } from './plannedRequest';
import type { PlannedRequest } from '../types';

const planned = (body: unknown): PlannedRequest => ({
  method: 'POST',
  type: { group: '', version: 'v1', resource: 'secrets', namespaced: true },
  namespace: 'acme-prod',
  body,
  dryRun: 'query',
  description: 'Create Secret login',
});

describe('toPlannedRequestView', () => {
  it('shows the keys of a Secret, never what it holds', () => {
    const view = toPlannedRequestView(
      planned({
        kind: 'Secret',
        metadata: { name: 'login' },
        stringData: { password: 'hunter2' },
        data: { token: 'aHVudGVyMg==' },
      }),
    );

    expect(view).toEqual({
      method: 'POST',
      path: '/api/v1/namespaces/acme-prod/secrets',
      description: 'Create Secret login',
      body: {
        kind: 'Secret',
        metadata: { name: 'login' },
        stringData: { password: '***' },
        data: { token: '***' },
      },
    });
  });

  it('hides secret input wherever it stands in a text', () => {
    const view = toPlannedRequestView(
      planned({ spec: { users: ['root', 'password: hunter2'] } }),
      ['hunter2'],
    );

    expect(view.body).toEqual({ spec: { users: ['root', 'password: ***'] } });
  });
});
