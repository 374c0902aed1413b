import { render, screen } from '@testing-library/react';
import kubedcPlugin from '@kubedc/backstage-plugin-kubedc/alpha';
import App from './App';

describe('App', () => {
  it('asks who one is before it shows anything', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: {
              title: 'Test',
              baseUrl: 'http://localhost:3000',
              packages: 'all',
            },
            backend: { baseUrl: 'http://localhost:7007' },
            kubedc: {
              installations: {
                sandbox: { oidc: { organizations: ['acme', 'globex'] } },
              },
            },
          },
        },
      ] as unknown as string,
    };

    // What the build finds in package.json.
    Object.assign(window, {
      '__@backstage/discovered__': {
        modules: [
          { name: '@kubedc/backstage-plugin-kubedc', default: kubedcPlugin },
        ],
      },
    });

    render(App.createRoot());

    expect(
      await screen.findByRole('heading', { name: 'Sign in to Test' }),
    ).toBeInTheDocument();
    for (const name of ['acme', 'globex']) {
      expect(
        screen.getByRole('button', { name: new RegExp(name) }),
      ).toBeInTheDocument();
    }
  });
});
