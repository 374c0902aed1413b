import type { BenchClient, BenchRequest } from '../client';
import { fill } from './fill';

async function requestsOf(wanted: number) {
  const requests: BenchRequest[] = [];
  const client: Pick<BenchClient, 'all'> = {
    async all(more) {
      requests.push(...more);
    },
  };
  const landmarks = await fill(client as BenchClient, wanted);
  const things = requests.filter(
    ([method, path]) =>
      method === 'POST' &&
      !/^\/api\/v1\/namespaces$|rbac\.authorization/.test(path),
  );
  return { landmarks, requests, things };
}

describe('fill', () => {
  it.each([100, 1_000, 10_000, 50_000])(
    'makes as many objects as it says, for %d',
    async wanted => {
      const { landmarks, things } = await requestsOf(wanted);
      expect(things).toHaveLength(landmarks.objects);
      expect(Math.abs(landmarks.objects - wanted)).toBeLessThan(3);
    },
  );

  it('makes everything once', async () => {
    const { requests } = await requestsOf(10_000);
    const made = requests
      .filter(([method]) => method === 'POST')
      .map(
        ([, path, body]) =>
          `${path}/${(body as { metadata: { name: string } }).metadata.name}`,
      );
    expect(new Set(made).size).toBe(made.length);
  });

  it('gives people of an organization a right in each of its projects, and nobody else', async () => {
    const { landmarks, requests } = await requestsOf(50_000);
    expect(landmarks.people).toHaveLength(500);
    expect(landmarks.projects).toBeGreaterThan(1_000);
    const groups = requests
      .filter(([, path]) =>
        path.includes(`/namespaces/${landmarks.namespace}/rolebindings`),
      )
      .map(
        ([, , body]) =>
          (body as { subjects: [{ name: string }] }).subjects[0].name,
      );
    const allowed = landmarks.people.filter(person =>
      person.groups.some(group => groups.includes(group)),
    );
    expect(allowed.length).toBeGreaterThan(10);
    expect(
      allowed.every(({ user }) =>
        user.startsWith(`${landmarks.organization}:`),
      ),
    ).toBe(true);
  });
});
