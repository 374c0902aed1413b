import { contract } from '../testing/contract';
import {
  allow,
  binding,
  grant,
  group,
  RBAC,
  role,
  untilTrue,
} from '../testing/rbac';

contract('an aggregated cluster role', server => {
  it('has the rules of those it selects, now and later', async () => {
    const { api } = server();
    const name = server().unique('aggregated');
    const label = `example.com/${name}`;
    const part = (suffix: string, verb: string) => ({
      ...role(`${name}-${suffix}`, allow(verb, 'configmaps')),
      metadata: { name: `${name}-${suffix}`, labels: { [label]: 'true' } },
    });
    await grant(server(), 'clusterroles', part('a', 'get'));
    await grant(server(), 'clusterroles', {
      ...role(name),
      ...{
        aggregationRule: {
          clusterRoleSelectors: [{ matchLabels: { [label]: 'true' } }],
        },
      },
    });
    const at = `${RBAC}/clusterroles/${name}`;
    const verbs = (body: { rules?: { verbs: string[] }[] | null }) =>
      (body.rules ?? []).flatMap(rule => rule.verbs).sort();
    await api.until(at, ({ body }) => verbs(body).join() === 'get');
    await grant(server(), 'clusterroles', part('b', 'list'));
    await api.until(at, ({ body }) => verbs(body).join() === 'get,list');
    await api.patch(`${RBAC}/clusterroles/${name}-a`, 'merge', {
      rules: [allow('watch', 'configmaps')],
    });
    await api.until(at, ({ body }) => verbs(body).join() === 'list,watch');
    await api.delete(`${RBAC}/clusterroles/${name}-b`);
    await api.until(at, ({ body }) => verbs(body).join() === 'watch');
    await api.put(at, { ...(await api.get(at)).body, rules: [] });
    await api.until(at, ({ body }) => verbs(body).join() === 'watch');

    const who = server().unique('someone');
    await grant(
      server(),
      'clusterrolebindings',
      binding(who, `ClusterRole/${name}`, group(who)),
    );
    const spec = {
      groups: [who],
      resourceAttributes: { verb: 'watch', resource: 'configmaps' },
    };
    const reviews = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
    expect((await api.get(at)).body.rules).toEqual([
      allow('watch', 'configmaps'),
    ]);
    await untilTrue(
      async () => (await api.post(reviews, { spec })).body.status.allowed,
    );
  });

  it.each(['view', 'edit', 'admin'])('%s is of a cluster', async name => {
    const { api } = server();
    const { body } = await api.until(
      `${RBAC}/clusterroles/${name}`,
      answer => answer.body?.rules?.length > 0,
    );
    expect(body.metadata.labels).toMatchObject({
      'kubernetes.io/bootstrapping': 'rbac-defaults',
    });
    expect(body.aggregationRule).toEqual({
      clusterRoleSelectors: [
        {
          matchLabels: {
            [`rbac.authorization.k8s.io/aggregate-to-${name}`]: 'true',
          },
        },
      ],
    });
    const own = await api.get(
      `${RBAC}/clusterroles/system:aggregate-to-${name}`,
    );
    expect(body.rules).toEqual(expect.arrayContaining(own.body.rules));
  });
});
