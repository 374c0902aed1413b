import type { AuditEvent } from '@kubedc/backstage-plugin-kubedc-common';

/** Columns of the file, in order. */
const COLUMNS: ReadonlyArray<keyof AuditEvent> = [
  'startedAt',
  'finishedAt',
  'actor',
  'kubernetesUser',
  'operation',
  'outcome',
  'reason',
  'installation',
  'organization',
  'project',
  'kind',
  'namespace',
  'name',
  'severity',
  'via',
  'viaRef',
  'sourceAddress',
  'requestId',
  'runId',
  'id',
];

/** What a spreadsheet would take for a formula; people choose names and others open the file. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;

function cell(value: string | undefined): string {
  if (value === undefined) {
    return '';
  }
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless)
    ? `"${harmless.replace(/"/g, '""')}"`
    : harmless;
}

/** The first line, RFC 4180. */
export function csvHeader(): string {
  return `${COLUMNS.join(',')}\r\n`;
}

/** The line of an event; what a spreadsheet would take for a formula begins with an apostrophe. */
export function csvLine(event: AuditEvent): string {
  return `${COLUMNS.map(column => cell(event[column])).join(',')}\r\n`;
}
