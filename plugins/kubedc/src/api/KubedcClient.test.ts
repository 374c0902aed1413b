import { ResponseError } from '@backstage/errors';
import { KubedcClient } from './KubedcClient';

function clientOf(status: number, body: unknown) {
  const fetch = jest.fn(
    async (_input: RequestInfo | URL, _init?: RequestInit) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
  const client = new KubedcClient({
    discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

const target = {
  installation: 'sandbox',
  kind: 'virtualMachine',
  namespace: 'acme-prod',
  name: 'web-1',
};

describe('KubedcClient', () => {
  it('asks for a page of a kind by the path of its definition', async () => {
    const { client, fetch } = clientOf(200, { items: [], total: 0 });

    await client.listResources('virtualMachine', {
      search: 'web',
      project: 'acme/prod',
      health: ['error', 'warning'],
      sort: 'name',
      order: 'desc',
      limit: 25,
      offset: 50,
    });

    const url = new URL(String(fetch.mock.calls[0][0]));
    expect(url.pathname).toBe('/api/kubedc/resources/virtual-machines');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      q: 'web',
      project: 'acme/prod',
      health: 'error,warning',
      sort: 'name',
      order: 'desc',
      limit: '25',
      offset: '50',
    });
  });

  it('leaves out what is not asked for', async () => {
    const { client, fetch } = clientOf(200, { items: [], total: 0 });
    await client.listResources('virtualMachine', { search: '', health: [] });
    expect(fetch.mock.calls[0][0]).toBe(
      'http://backend/api/kubedc/resources/virtual-machines',
    );
  });

  it('names an object by installation, namespace and name', async () => {
    const { client, fetch } = clientOf(200, {});
    await client.getResource(target);
    expect(fetch.mock.calls[0][0]).toBe(
      'http://backend/api/kubedc/resources/virtual-machines/sandbox/acme-prod/web-1',
    );
  });

  it('names an object that lives in no namespace by its name alone', async () => {
    const { client, fetch } = clientOf(200, {});
    await client.getResource({
      installation: 'sandbox',
      kind: 'vpc',
      name: 'acme-prod',
    });
    expect(fetch.mock.calls[0][0]).toBe(
      'http://backend/api/kubedc/resources/vpcs/sandbox/acme-prod',
    );
  });

  it('asks how installations get into the catalog', async () => {
    const { client, fetch } = clientOf(200, { installations: [] });
    await expect(client.getSync()).resolves.toEqual({ installations: [] });
    expect(fetch.mock.calls[0][0]).toBe('http://backend/api/kubedc/sync');
  });

  it('asks for a page of the audit trail and for what may be read of it', async () => {
    const { client, fetch } = clientOf(200, { items: [] });
    await client.listAudit({ actor: 'user:acme/alice', text: '', limit: 50 });
    await client.getAuditScope();
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'http://backend/api/kubedc/audit?actor=user%3Aacme%2Falice&limit=50',
      'http://backend/api/kubedc/audit/scope',
    ]);
  });

  it('brings the audit trail as a file', async () => {
    const { client, fetch } = clientOf(200, 'a,b');
    const file = await client.exportAudit({ outcome: 'failed' });
    expect(fetch.mock.calls[0][0]).toBe(
      'http://backend/api/kubedc/audit?outcome=failed&format=csv',
    );
    expect(file.size).toBe(JSON.stringify('a,b').length);
  });

  it('refuses a kind that does not exist', async () => {
    const { client, fetch } = clientOf(200, {});
    await expect(client.listResources('teapot')).rejects.toThrow(
      "There is no kind 'teapot'",
    );
    expect(fetch).not.toHaveBeenCalled();
  });

  it('unwraps lists', async () => {
    const { client } = clientOf(200, { items: [{ id: 'ubuntu' }] });
    await expect(client.getImages()).resolves.toEqual([{ id: 'ubuntu' }]);
  });

  it('sends an operation with its input', async () => {
    const { client, fetch } = clientOf(202, { runId: '1' });
    await client.runOperation('vm:stop', {
      input: { name: 'web-1' },
      idempotencyKey: 'abc',
    });
    const [url, init] = fetch.mock.calls[0];
    expect(url).toBe('http://backend/api/kubedc/operations/vm%3Astop');
    expect(init?.method).toBe('POST');
    expect(JSON.parse(String(init?.body))).toEqual({
      input: { name: 'web-1' },
      idempotencyKey: 'abc',
    });
  });

  it('asks what one may do', async () => {
    const answers = [{ allowed: true }, { allowed: false, reason: 'no' }];
    const { client, fetch } = clientOf(200, { answers });
    const questions = [
      { operation: 'vm:create' },
      { operation: 'vm:stop', namespace: 'acme-prod', name: 'web-1' },
    ];
    await expect(client.getRights(questions)).resolves.toEqual(answers);
    const [url, init] = fetch.mock.calls[0];
    expect(url).toBe('http://backend/api/kubedc/rights');
    expect(JSON.parse(String(init?.body))).toEqual({ questions });
  });

  it('marks a dry run as one', async () => {
    const { client, fetch } = clientOf(200, { requests: [] });
    await client.dryRun('vm:create', { name: 'web-1' });
    expect(JSON.parse(String(fetch.mock.calls[0][1]?.body))).toEqual({
      input: { name: 'web-1' },
      dryRun: true,
    });
  });

  it("sends the person's own token beside the portal's, as it is at that moment", async () => {
    const fetch = jest.fn(
      async (_input: RequestInfo | URL, _init?: RequestInit) =>
        new Response(JSON.stringify({ requests: [] })),
    );
    const token = jest
      .fn<Promise<string | undefined>, []>()
      .mockResolvedValueOnce('first')
      .mockResolvedValueOnce('second')
      .mockResolvedValueOnce(undefined);
    const client = new KubedcClient({
      discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
      fetchApi: { fetch },
      token,
    });

    await client.dryRun('vm:create', {});
    await client.getOverview();
    await client.getOverview();

    const headers = fetch.mock.calls.map(([, init]) => init?.headers);
    expect(headers).toEqual([
      { 'Content-Type': 'application/json', 'Kubedc-Token': 'first' },
      { 'Kubedc-Token': 'second' },
      undefined,
    ]);
  });

  describe('grants', () => {
    const request = { operations: ['vm:create'] };

    it('asks for none where no platform takes tokens', async () => {
      const { client, fetch } = clientOf(500, {});
      await expect(client.createGrant(request)).resolves.toEqual({});
      client.keepGrants()();
      expect(fetch).not.toHaveBeenCalled();
    });

    it('renews them at once when there is a new one, without a session not at all', async () => {
      jest.useFakeTimers();
      const fetch = jest.fn(
        async (input: RequestInfo | URL, _init?: RequestInit) =>
          new Response(
            JSON.stringify(
              String(input).endsWith('/renew') ? { open: 0 } : { id: 'grant' },
            ),
          ),
      );
      const token = jest.fn<Promise<string | undefined>, []>();
      const client = new KubedcClient({
        discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
        fetchApi: { fetch },
        token,
      });
      const letGo = client.keepGrants();
      await jest.advanceTimersByTimeAsync(0);
      expect(token).toHaveBeenCalledTimes(1);
      expect(fetch).not.toHaveBeenCalled();

      token.mockResolvedValue('own');
      await expect(client.createGrant(request)).resolves.toEqual({
        id: 'grant',
      });
      await jest.advanceTimersByTimeAsync(0);
      expect(fetch.mock.calls.map(([url]) => String(url))).toEqual([
        'http://backend/api/kubedc/grants',
        'http://backend/api/kubedc/grants/renew',
      ]);
      letGo();
      jest.useRealTimers();
    });
  });

  it('throws what the backend says', async () => {
    const { client } = clientOf(403, {
      error: {
        name: 'NotAllowedError',
        message: 'bob cannot list virtualmachines',
      },
      response: { statusCode: 403 },
    });
    const error = await client.getOverview().catch(e => e);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error.statusCode).toBe(403);
    expect(error.cause.message).toBe('bob cannot list virtualmachines');
  });
});
