import * as fc from 'fast-check';
import { ContractServer } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { realServerAddress } from '../testing/realServer';
import {
  BUILTIN_KINDS,
  builtinSteps,
} from './__testUtils__/ownership/builtinSteps';
import {
  comparable,
  perform,
  performBuiltin,
} from './__testUtils__/ownership/perform';
import { OWNED_SPEC, OWNED_STATUS } from './__testUtils__/ownership/schema';
import { steps } from './__testUtils__/ownership/steps';

const SEED = Number(process.env.OWNERSHIP_SEED ?? 20261121);
const RUNS = Number(process.env.OWNERSHIP_RUNS ?? 25);

interface Side {
  server: ContractServer;
  ns: string;
  widgets: Defined;
}

async function prepare(server: ContractServer): Promise<Side> {
  const widgets = await define(server, {
    schema: {
      type: 'object',
      properties: { spec: OWNED_SPEC, status: OWNED_STATUS },
    },
    version: { subresources: { status: {} } },
  });
  return { server, ns: await server.namespace(), widgets };
}

const describeReal = realServerAddress() ? describe : describe.skip;

describeReal('who owns which field, after any writes', () => {
  const sides: Side[] = [];
  beforeAll(async () => {
    sides.push(await prepare(await ContractServer.embedded()));
    sides.push(await prepare(ContractServer.real()));
  });
  afterAll(async () => {
    await Promise.all(sides.map(({ server }) => server.stop()));
  });

  it('is the same on both servers', async () => {
    let object = 0;
    await fc.assert(
      fc.asyncProperty(steps, async sequence => {
        object += 1;
        const name = `object-${object}`;
        for (const step of sequence) {
          const [embedded, real] = await Promise.all(
            sides.map(async ({ server, ns, widgets }) => {
              const target = {
                path: widgets.path(ns),
                apiVersion: widgets.apiVersion,
                kind: 'Widget',
                name,
              };
              const answer = await perform(server.api, target, step);
              const text = JSON.stringify(comparable(answer));
              return JSON.parse(text.replaceAll(widgets.group, 'GROUP'));
            }),
          );
          expect({ step, answer: embedded }).toEqual({ step, answer: real });
        }
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  });

  it.each(BUILTIN_KINDS.map(kind => [kind.kind, kind] as const))(
    'is the same for a %s',
    async (_name, kind) => {
      const { apiVersion, resource } = kind;
      const root = apiVersion.includes('/') ? '/apis' : '/api';
      let object = 0;
      await fc.assert(
        fc.asyncProperty(builtinSteps(kind), async sequence => {
          object += 1;
          const name = `object-${object}`;
          for (const step of sequence) {
            const [embedded, real] = await Promise.all(
              sides.map(async ({ server, ns }) => {
                const path = `${root}/${apiVersion}/namespaces/${ns}/${resource}`;
                const target = { ...kind, path, name };
                const answer = await performBuiltin(server.api, target, step);
                // The controllers of only one of the servers write it.
                if (answer.body.kind !== 'Status') {
                  delete answer.body.status;
                }
                return comparable(answer);
              }),
            );
            expect({ step, answer: embedded }).toEqual({ step, answer: real });
          }
        }),
        { seed: SEED, numRuns: RUNS, endOnFailure: true },
      );
    },
    120_000,
  );
});
