import { contract } from '../testing/contract';
import { hasKubectl, Kubectl } from '../testing/kubectl';

const list = (data: object) => ({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
      data,
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { ports: [{ port: 80 }] },
    },
  ],
});

contract(
  'kubectl with a list of objects',
  server => {
    let kubectl: Kubectl;
    beforeEach(async () => {
      kubectl = new Kubectl(server(), await server().namespace());
    });
    afterEach(() => kubectl.remove());

    it('applies all of them, checked by their types', async () => {
      const apply = (data: object) =>
        kubectl.say(['apply', '-f', '-'], list(data));
      expect(await apply({ a: 'b' })).toEqual({
        code: 0,
        out: 'configmap/settings created\nservice/web created',
        err: '',
      });
      expect(await apply({ a: 'c' })).toEqual({
        code: 0,
        out: 'configmap/settings configured\nservice/web unchanged',
        err: '',
      });
      const refused = await apply({ a: { b: 1 } });
      expect(refused).toEqual({
        code: 1,
        out: '',
        err: 'error: error validating "STDIN": error validating data: ValidationError(ConfigMap.data.a): invalid type for io.k8s.api.core.v1.ConfigMap.data: got "map", expected "string"; if you choose to ignore these errors, turn validation off with --validate=false',
      });
    });
  },
  hasKubectl,
);
