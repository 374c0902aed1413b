import { HEALTH_STATES } from '@kubedc/backstage-plugin-kubedc-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { healthTokens } from '../../theme/health';
import { HealthChip } from './HealthChip';

describe('HealthChip', () => {
  it.each([
    ['ok', 'OK', 'disc'],
    ['progressing', 'In progress', 'half-disc'],
    ['warning', 'Warning', 'triangle'],
    ['error', 'Error', 'cross'],
    ['stopped', 'Stopped', 'square'],
    ['unknown', 'Unknown', 'dashed-circle'],
  ] as const)('tells %s by word and shape', async (state, word, shape) => {
    renderInTestApp(
      <HealthChip health={{ state, label: '', reason: 'Because' }} />,
    );

    const chip = await screen.findByRole('img', { name: `${word}: Because` });
    expect(chip).toHaveTextContent(word);
    expect(chip.querySelector('svg')).toHaveAttribute('data-shape', shape);
  });

  it('uses a shape of its own for every state', () => {
    const shapes = HEALTH_STATES.map(state => healthTokens[state].shape);
    expect(new Set(shapes).size).toBe(HEALTH_STATES.length);
  });

  it('takes every colour from the theme', () => {
    for (const state of HEALTH_STATES) {
      expect(healthTokens[state].color).toMatch(/^var\(--bui-[a-z-]+\)$/);
    }
  });

  it('prefers the word of the platform', async () => {
    renderInTestApp(
      <HealthChip
        health={{ state: 'progressing', label: 'Importing', reason: '' }}
      />,
    );
    expect(await screen.findByText('Importing')).toBeInTheDocument();
    expect(screen.queryByText('In progress')).not.toBeInTheDocument();
  });
});
