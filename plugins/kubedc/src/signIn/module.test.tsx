import { createApp } from '@backstage/frontend-defaults';
import { mockApis } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import kubedcPlugin from '../alpha';
import { kubedcSignInModule } from './module';

describe('kubedcSignInModule', () => {
  it("takes the place of an app's sign-in page", async () => {
    jest
      .spyOn(global, 'fetch')
      .mockResolvedValue({ ok: false, status: 401 } as Response);
    const app = createApp({
      features: [kubedcPlugin, kubedcSignInModule],
      advanced: {
        configLoader: async () => ({
          config: mockApis.config({
            data: {
              app: { title: 'Portal', baseUrl: 'http://localhost' },
              backend: { baseUrl: 'http://localhost' },
              kubedc: {
                installations: {
                  zurich: { oidc: { issuer: 'x', organizations: ['acme'] } },
                },
              },
            },
          }),
        }),
      },
    });
    render(app.createRoot());
    expect(
      await screen.findByRole('button', { name: 'acme' }),
    ).toBeInTheDocument();
  });
});
