import { TestDatabases } from '@backstage/backend-test-utils';
import {
  KubernetesClient,
  type KubernetesTransport,
} from '@kubedc/backstage-plugin-kubedc-node';
import { virtualMachineType } from '@kubedc/backstage-plugin-kubedc-common';
import { eventually } from './__testUtils__/eventually';
import { addQuotingPolicy } from './__testUtils__/quotingPolicy';
import {
  startRecordedPortal,
  type RecordedPortal,
} from './__testUtils__/recordedPortal';
import type { Session } from './__testUtils__/signInAtPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** What nobody but the platform may ever get to see; one line, as API servers drop sentences of several. */
const MARK = 'Marked-';
const markOf = (name: string) => `${MARK}${name}-Passw0rd`;
const userDataOf = (name: string) =>
  `#cloud-config {password: ${markOf(name)}, chpasswd: {expire: false}}`;

const SECRET_MARK = `${MARK}data-of-a-Secret`;

describe.each(databases.eachSupportedId())(
  'what the portal records on %s',
  databaseId => {
    let portal: RecordedPortal;
    let alice: Session;
    let bob: Session;
    let dave: Session;
    let olga: Session;
    const vms = [
      'made',
      'refused-now',
      'late-refused',
      'dry',
      'by-task',
      'refused-task',
      'late-task',
    ];

    const vm = (name: string, rest: object = {}) => ({
      project: 'acme/dev',
      name,
      image: 'ubuntu-24.04-lts',
      cpu: 1,
      userData: userDataOf(name),
      ...rest,
    });
    const run = (name: string, body: object = {}) =>
      portal.call(alice, 'POST', 'kubedc/operations/vm:create', {
        input: vm(name),
        ...body,
      });
    const order = async (name: string) => {
      const grant = await portal.call(alice, 'POST', 'kubedc/grants', {
        operations: ['vm:create'],
      });
      const { text } = await portal.call(alice, 'POST', 'scaffolder/v2/tasks', {
        templateRef: 'template:default/order-vm',
        values: {
          project: 'acme/dev',
          name,
          grant: JSON.parse(grant.text).id,
        },
        secrets: { userData: userDataOf(name) },
      });
      const { id } = JSON.parse(text);
      const task = await eventually(async () => {
        const answer = await portal.call(
          alice,
          'GET',
          `scaffolder/v2/tasks/${id}`,
        );
        const { status } = JSON.parse(answer.text);
        return ['completed', 'failed'].includes(status) && status;
      });
      const events = await portal.call(
        alice,
        'GET',
        `scaffolder/v2/tasks/${id}/events`,
      );
      return { id, task, events: events.text };
    };
    const follow = (runId: string) =>
      eventually(async () => {
        const { text } = await portal.call(
          alice,
          'GET',
          `kubedc/operations/runs/${runId}`,
        );
        const { state } = JSON.parse(text);
        return !['running', 'settling'].includes(state) && state;
      });

    async function makeSecret(transport: KubernetesTransport) {
      await transport.request({
        method: 'POST',
        path: '/api/v1/namespaces/acme-dev/secrets',
        body: {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'marked' },
          stringData: { password: SECRET_MARK },
        },
      });
    }

    beforeAll(async () => {
      portal = await startRecordedPortal(databases, databaseId);
      await addQuotingPolicy(portal.admin);
      await makeSecret(portal.admin);
      alice = await portal.signIn('acme', 'alice');
      bob = await portal.signIn('acme', 'bob');
      dave = await portal.signIn('globex', 'dave');
      olga = await portal.signIn('master', 'olga');
      await eventually(async () => {
        const { status } = await portal.call(
          alice,
          'GET',
          'catalog/entities/by-name/system/acme/dev',
        );
        return status === 200;
      });
      await eventually(async () => {
        const { status } = await portal.call(
          alice,
          'GET',
          'catalog/entities/by-name/template/default/order-vm',
        );
        return status === 200;
      });
    });

    afterAll(async () => {
      await portal?.stop();
    });

    it('makes a virtual machine whose user data reaches the platform', async () => {
      const started = await run('made');
      expect(started.status).toBe(202);
      await expect(follow(JSON.parse(started.text).runId)).resolves.toBe(
        'succeeded',
      );
      const made = await new KubernetesClient(portal.admin).get(
        virtualMachineType,
        'acme-dev',
        'made',
      );
      expect(JSON.stringify(made)).toContain(markOf('made'));
    });

    it.each([
      ['refused-now', { status: 400 }],
      ['late-refused', { status: 400 }],
    ])(
      "hands on an API server's sentence about %s without what it quotes",
      async (name, expected) => {
        const answer = await run(name);
        expect(answer).toMatchObject(expected);
        expect(JSON.parse(answer.text).error.message).toContain(
          'bad user data: ***',
        );
      },
    );

    it('says what is wrong with a request without quoting it', async () => {
      const dry = await run('dry', { dryRun: true });
      const typed = await run('dry', {
        input: vm('dry', { userData: { password: markOf('dry') } }),
      });
      const long = await run('dry', {
        input: vm('dry', { userData: markOf('dry').repeat(200) }),
      });
      const torn = await portal.call(
        alice,
        'POST',
        'kubedc/operations/vm:create',
        `{"input": {"userData": ${markOf('dry')}}}`,
      );
      expect([dry, typed, long, torn].map(({ status }) => status)).toEqual([
        200, 400, 400, 400,
      ]);
    });

    it('runs tasks, done and refused, whose logs say what was done', async () => {
      const done = await order('by-task');
      expect(done).toMatchObject({
        task: 'completed',
        events: expect.stringContaining('Create virtual machine by-task'),
      });
      const audit = await portal.call(
        alice,
        'GET',
        'kubedc/audit?name=by-task',
      );
      expect(JSON.parse(audit.text).items).toMatchObject([
        { actor: 'user:acme/alice', via: 'template', viaRef: done.id },
      ]);
      for (const name of ['refused-task', 'late-task']) {
        await expect(order(name)).resolves.toMatchObject({
          task: 'failed',
          events: expect.stringContaining('bad user data: ***'),
        });
      }
    });

    it('answers others, who may read much', async () => {
      const paths = [
        'kubedc/overview',
        'kubedc/projects',
        'kubedc/resources/virtual-machines',
        'kubedc/audit?limit=500',
        'kubedc/audit?format=csv',
        'kubedc/admin/overview',
        'kubedc/sync',
        'catalog/entities',
        'catalog/entities/by-query?limit=500',
        'scaffolder/v2/tasks',
      ];
      for (const session of [alice, bob, dave, olga]) {
        for (const path of paths) {
          const { status } = await portal.call(session, 'GET', path);
          expect(status).toBeLessThan(500);
        }
      }
    });

    it('recorded all of that, and no secret', async () => {
      const tables = await portal.recordDatabases();
      const { recorder } = portal;

      // That everything was looked through.
      expect(tables).toEqual(
        expect.arrayContaining([
          'kubedc.runs',
          'kubedc.audit_events',
          'kubedc.grants',
          'scaffolder.tasks',
          'scaffolder.task_events',
          'catalog.final_entities',
          'auth.user_info',
        ]),
      );
      const placesOf = (text: string) =>
        new Set(
          recorder.records
            .filter(record => record.text.includes(text))
            .map(({ where }) => where),
        );
      expect([...placesOf('late-task')]).toEqual(
        expect.arrayContaining([
          'audit log',
          'table kubedc.runs',
          'table kubedc.audit_events',
          'table scaffolder.task_events',
          'answer to GET kubedc/audit?format=csv',
        ]),
      );

      const sessions = [alice, bob, dave, olga];
      // Also not the beginning of one: parsers quote a few letters.
      const secrets = [MARK, SECRET_MARK, ...vms.map(markOf)];
      expect(recorder.find(secrets)).toEqual([]);
      expect(
        recorder.find([
          portal.clientSecret,
          await portal.portalToken(),
          ...sessions.flatMap(session => Object.values(session)),
        ]),
      ).toEqual([]);
    });

    it('lets nothing on the way keep an object as a person reads it', async () => {
      const { status, headers } = await portal.call(
        alice,
        'GET',
        'kubedc/resources/virtual-machines/sandbox/acme-dev/made',
      );
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('no-store');
    });
  },
);
