import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { InputSummary, titleOf } from './InputSummary';

describe('summary of what was asked for', () => {
  it.each([
    ['name', 'Name'],
    ['diskSize', 'Disk size'],
    ['cpu', 'CPU'],
    ['sshKeySecret', 'SSH key secret'],
    ['podCIDR', 'Pod CIDR'],
  ])('calls %s %s', (key, title) => {
    expect(titleOf(key)).toBe(title);
  });

  it('writes values as people read them, and no secret at all', async () => {
    renderInTestApp(
      <InputSummary
        input={{ memory: '4Gi', start: true, name: 'web-1', userData: 'pw' }}
        secretFields={['userData']}
      />,
    );
    expect(await screen.findByText('4 GiB')).toBeInTheDocument();
    expect(screen.getByText('Yes')).toBeInTheDocument();
    expect(screen.getByText('web-1')).toBeInTheDocument();
    expect(screen.queryByText('pw')).not.toBeInTheDocument();
  });
});
