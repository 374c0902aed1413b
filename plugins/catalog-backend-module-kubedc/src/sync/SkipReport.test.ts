import { mockServices } from '@backstage/backend-test-utils';
import { SkipReport } from './SkipReport';

describe('SkipReport', () => {
  const logger = mockServices.logger.mock();

  it('counts by reason, the most frequent first, until they are settled', () => {
    const report = new SkipReport(logger);
    for (let index = 0; index < 7; index += 1) {
      report.set(`vms|acme|vm-${index}`, ['no such group']);
    }
    report.set('vms|acme|odd', ['no such group', 'the name is taken']);
    expect(report.size).toBe(8);
    expect(report.summary()).toEqual([
      {
        reason: 'no such group',
        count: 8,
        examples: [0, 1, 2, 3, 4].map(index => `vms|acme|vm-${index}`),
      },
      { reason: 'the name is taken', count: 1, examples: ['vms|acme|odd'] },
    ]);
    report.set('vms|acme|odd', []);
    expect(report.summary()).toHaveLength(1);
  });

  it('logs a reason once', () => {
    logger.warn.mockClear();
    const report = new SkipReport(logger);
    report.set('vms|acme|a', ['x']);
    report.set('vms|acme|a', ['x', 'y']);
    report.set('vms|acme|a', ['x']);
    expect(logger.warn.mock.calls.flat()).toEqual([
      'Skipped for vms|acme|a: x',
      'Skipped for vms|acme|a: y',
    ]);
  });
});
