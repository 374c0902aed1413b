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

/** With what a spreadsheet would begin a formula, the wide signs of East Asian keyboards included. */
const SIGN = '[=+\\-@＝＋－＠]';

/** People choose names and others open the file. */
const BEGINS_FORMULA = new RegExp(`^\\s*(${SIGN}|[\\t\\r])`);

/** Where it is usual to divide by semicolons, spreadsheets begin a cell there, and a line also within quotation marks. */
const FORMULA_WITHIN = new RegExp(`([;\\t\\r\\n])(?=\\s{0,20}${SIGN})`, 'g');

function harmless(value: string): string {
  const within = value.replace(FORMULA_WITHIN, "$1'");
  return BEGINS_FORMULA.test(within) ? `'${within}` : within;
}

function cell(value: string | undefined): string {
  const text = harmless(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** The first line, RFC 4180. */
export function csvHeader(): string {
  return `${COLUMNS.join(',')}\r\n`;
}

/** The line of an event; what a spreadsheet would take for a formula begins with an apostrophe. */
export function csvLine(event: AuditEvent): string {
  return `${COLUMNS.map(column => cell(event[column])).join(',')}\r\n`;
}
