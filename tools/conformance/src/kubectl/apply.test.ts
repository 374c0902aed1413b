import { contract } from '../testing/contract';
import { hasKubectl, Kubectl } from '../testing/kubectl';

const FILE = ['-f', '-'];

const map = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data,
});

const deployment = (image: string, more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    paused: true,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image, ...more }] },
    },
  },
});

contract(
  'kubectl apply',
  server => {
    let ns: string;
    let kubectl: Kubectl;
    beforeEach(async () => {
      ns = await server().namespace();
      kubectl = new Kubectl(server(), ns);
    });
    afterEach(() => kubectl.remove());

    const ok = (out: string) => ({ code: 0, out, err: '' });
    const owners = async (path: string) => {
      const { body } = await server().api.get(path);
      const entries: { manager: string; operation: string }[] =
        body.metadata.managedFields;
      return entries
        .filter(({ manager }) => manager !== 'kube-controller-manager')
        .map(({ manager, operation }) => `${manager} ${operation}`);
    };

    it('works on the client', async () => {
      const apply = (image: string, more?: object) =>
        kubectl.say(['apply', ...FILE], deployment(image, more));
      expect(await apply('web:1', { args: ['a'] })).toEqual(
        ok('deployment.apps/web created'),
      );
      expect(await apply('web:1', { args: ['a'] })).toEqual(
        ok('deployment.apps/web unchanged'),
      );
      expect(await apply('web:2')).toEqual(
        ok('deployment.apps/web configured'),
      );
      const path = `/apis/apps/v1/namespaces/${ns}/deployments/web`;
      const { body } = await server().api.get(path);
      expect(body.spec.template.spec.containers[0]).toMatchObject({
        image: 'web:2',
      });
      expect(body.spec.template.spec.containers[0].args).toBeUndefined();
      expect(await owners(path)).toEqual(['kubectl-client-side-apply Update']);
      const last = await kubectl.say([
        'apply',
        'view-last-applied',
        'deployment/web',
        '-o',
        'json',
      ]);
      expect(JSON.parse(last.out).spec).toEqual(deployment('web:2').spec);
    });

    it('works on the server, and goes on there from the client', async () => {
      const path = `/api/v1/namespaces/${ns}/configmaps/settings`;
      await kubectl.say(['apply', ...FILE], map({ a: '1', b: '1' }));
      const apply = (data: Record<string, string>, ...more: string[]) =>
        kubectl.say(['apply', '--server-side', ...more, ...FILE], map(data));
      expect(await apply({ a: '2', b: '1' })).toEqual(
        ok('configmap/settings serverside-applied'),
      );
      expect((await owners(path)).sort()).toEqual([
        'kubectl Apply',
        'kubectl-last-applied Apply',
      ]);
      expect(await apply({ a: '3' })).toEqual(
        ok('configmap/settings serverside-applied'),
      );
      expect((await server().api.get(path)).body.data).toEqual({ a: '3' });
    });

    it('stops at what others own, except by force', async () => {
      const path = `/api/v1/namespaces/${ns}/configmaps/settings`;
      const apply = (data: Record<string, string>, ...more: string[]) =>
        kubectl.say(['apply', '--server-side', ...more, ...FILE], map(data));
      await apply({ a: '1' }, '--field-manager=other');
      const refused = await apply({ a: '2' });
      expect(refused.code).toBe(1);
      expect(refused.err.split('\n').slice(0, 2)).toEqual([
        'error: Apply failed with 1 conflict: conflict with "other": .data.a',
        'Please review the fields above--they currently have other managers. Here',
      ]);
      expect(
        await apply({ a: '2' }, '--force-conflicts', '--dry-run=server'),
      ).toEqual(ok('configmap/settings serverside-applied (server dry run)'));
      expect((await server().api.get(path)).body.data).toEqual({ a: '1' });
      expect(await apply({ a: '2' }, '--force-conflicts')).toEqual(
        ok('configmap/settings serverside-applied'),
      );
      expect(await owners(path)).toEqual(['kubectl Apply']);
    });

    it('shows what would change', async () => {
      await kubectl.say(['apply', ...FILE], map({ a: '1', b: '1' }));
      const diff = (data: Record<string, string>, ...more: string[]) =>
        kubectl.say(['diff', ...more, ...FILE], map(data));
      expect(await diff({ a: '1', b: '1' })).toEqual(ok(''));
      for (const more of [[], ['--server-side', '--force-conflicts']]) {
        const changed = await diff({ a: '2', b: '1' }, ...more);
        expect([changed.code, changed.err]).toEqual([1, '']);
        expect(changed.out.split('\n')).toEqual(
          expect.arrayContaining(['-  a: "1"', '+  a: "2"']),
        );
      }
      const path = `/api/v1/namespaces/${ns}/configmaps/settings`;
      expect((await server().api.get(path)).body.data).toEqual({
        a: '1',
        b: '1',
      });
    });
  },
  hasKubectl,
);
