import { withoutCard } from './measureScripts';

const page = (extensions: unknown[]) =>
  `<head><script type="backstage.io/config">${JSON.stringify([
    { context: 'app-config.yaml', data: { app: { extensions } } },
    { context: 'env', data: { backend: {} } },
  ])}</script></head><body>$&</body>`;

describe('withoutCard', () => {
  it('switches off the card and nothing else', () => {
    expect(
      withoutCard(page(['entity-card:kubedc/summary', { 'page:a': false }])),
    ).toBe(
      page([{ 'page:a': false }, { 'entity-card:kubedc/summary': false }]),
    );
  });

  it('says so when the page has no configuration', () => {
    expect(() => withoutCard('<html></html>')).toThrow('configuration');
  });
});
