import { describeRoutes } from '@kubedc/backstage-plugin-kubedc-backend/testing';
import { CALLERS, isSignedIn, type Caller } from './__testUtils__/people';
import { portalFeatures } from './__testUtils__/portal/features';
import { startWorld } from './__testUtils__/portal/startWorld';
import type { World } from './__testUtils__/portal/World';
import { Report } from './__testUtils__/report';
import { allAsks } from './__testUtils__/table';
import { actionIds, actionsWithoutRow } from './__testUtils__/table/actions';
import { operationsWithoutRow } from './__testUtils__/table/operations';
import { ROUTE_ROWS } from './__testUtils__/table/platform';
import { FEATURES } from './__testUtils__/table/plugins';
import { STOCK_ROWS, stockRoutes } from './__testUtils__/table/stockRoutes';
import { listen, type Listener } from './__testUtils__/testing/listen';
import { untilTrue } from './__testUtils__/testing/untilTrue';

const asks = allAsks();

describe('tenancy', () => {
  const report = new Report();
  let world: World;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ world, stop } = await startWorld());
  });
  afterAll(async () => {
    await report.write();
    await stop?.();
  });

  describe('nothing is without a row', () => {
    const titles = asks.map(({ title }) => title);

    it('routes of the plugin', () => {
      const routes = describeRoutes().map(
        ({ method, path }) => `${method} ${path}`,
      );
      const rows = routes.map(route => [route, ROUTE_ROWS[route]]);

      expect(rows.filter(([, row]) => !titles.includes(row))).toEqual([]);
    });

    it("routes of Backstage's own plugins that tell which they have", async () => {
      const routes = await stockRoutes(world);
      const rows = routes.map(route => [route, STOCK_ROWS[route]]);

      expect(rows.filter(([, row]) => !titles.includes(row))).toEqual([]);
      expect(routes).toEqual(
        expect.arrayContaining(['post /api/catalog/entities/by-query']),
      );
    });

    it('operations', () => {
      expect(operationsWithoutRow()).toEqual([]);
    });

    it('actions of agents', async () => {
      expect(actionsWithoutRow(await actionIds(world))).toEqual([]);
    });

    it('parts of the backend', () => {
      expect(portalFeatures().filter(name => !FEATURES[name])).toEqual([]);
    });
  });

  it('signals reach whom they are for, and nobody else', async () => {
    // The stock plugin begins to listen with the first who comes, and may let that one wait for ever.
    await listen(world, 'operator', 'x').then(
      first => first.close(),
      () => undefined,
    );
    const listeners = new Map<Caller, Listener>();
    for (const caller of CALLERS) {
      listeners.set(caller, await listen(world, caller, 'notifications'));
    }
    const told = await world.ask('service', {
      method: 'POST',
      path: '/api/notifications/notifications',
      body: {
        recipients: { type: 'entity', entityRef: 'user:acme/alice' },
        payload: { title: 'Only for Alice' },
      },
    });
    expect(told.status).toBe(200);
    await untilTrue(
      'the signal arrives',
      async () => listeners.get('orgAdmin')!.messages.length > 0,
    );
    const heard = [...listeners]
      .filter(([, { messages }]) => messages.length > 0)
      .map(([caller]) => caller);
    const refused = [...listeners]
      .filter(([, listener]) => listener.refused !== undefined)
      .map(([caller, listener]) => [caller, listener.refused]);
    listeners.forEach(listener => listener.close());

    expect(heard).toEqual(['orgAdmin']);
    expect(refused).toEqual([
      ['expired', 401],
      ['forged', 401],
    ]);
  });

  describe.each(asks)('$title', ask => {
    it.each(CALLERS)('%s', async caller => {
      const question = await ask.question(world, caller);
      if (!question) {
        report.add(ask.title, caller, { passed: true, leaks: [] });
        return;
      }
      const answer = await world.ask(caller, question);
      const leaks = world.leaksIn({
        caller,
        question,
        answer,
        documentation: ask.documentation,
      });
      const line = { status: answer.status, leaks, passed: false };
      report.add(ask.title, caller, line);

      const expected = [ask.outcomes[caller]].flat();
      if (!expected.includes(answer.status)) {
        throw new Error(
          `${answer.status} instead of ${expected}: ${answer.raw.slice(
            0,
            2_000,
          )}`,
        );
      }
      expect(leaks).toEqual([]);
      if (ask.inspect && isSignedIn(caller)) {
        await ask.inspect({ world, caller, question, answer });
      }
      report.add(ask.title, caller, { ...line, passed: true });
    });
  });
});
