import type { AuditEvent } from '@kubedc/backstage-plugin-kubedc-common';
import { csvHeader, csvLine } from './auditCsv';

const event: AuditEvent = {
  id: '1',
  startedAt: '2026-11-21T10:00:00.000Z',
  actor: 'user:acme/bob',
  operation: 'vm:stop',
  severity: 'medium',
  outcome: 'failed',
  via: 'page',
  requestId: 'r1',
};

/** A cell as it stands in the file: what is around it in the line does not depend on it. */
function cellOf(column: 'name' | 'reason', value: string): string {
  const [before, after] = csvLine({ ...event, [column]: '|' }).split('|');
  const line = csvLine({ ...event, [column]: value });
  expect([line.startsWith(before), line.endsWith(after)]).toEqual([true, true]);
  return line.slice(before.length, -after.length);
}

describe('auditCsv', () => {
  it('has as many cells in a line as in the header', () => {
    const count = (line: string) => line.trimEnd().split(',').length;

    expect(csvHeader()).toMatch(/^startedAt,.*,id\r\n$/);
    expect(count(csvLine(event))).toBe(count(csvHeader()));
  });

  it.each([
    ['web-1', 'web-1'],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['one\ntwo', '"one\ntwo"'],
    ['=1+1', "'=1+1"],
    ['  @SUM(A1)', "'  @SUM(A1)"],
    ['-2', "'-2"],
    ['\t=1', "'\t'=1"],
    ['＝1', "'＝1"],
    ['x;=1', "x;'=1"],
    ['x; =1', "x;' =1"],
    ['x\n+1', '"x\n\'+1"'],
    ['a;b=c', 'a;b=c'],
  ])('writes %j as %j', (value, written) => {
    expect(cellOf('name', value)).toBe(written);
    expect(cellOf('reason', value)).toBe(written);
  });
});
