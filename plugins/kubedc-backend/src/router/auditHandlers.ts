import { once } from 'node:events';
import type { Request, Response } from 'express';
import { csvHeader, csvLine } from '../audit/auditCsv';
import { parseAuditQuery, type AuditQuery } from '../audit/auditQuery';
import { MAX_EXPORTED, type AuditReader } from '../audit/AuditReader';
import type { RouteCall } from './Route';
import type { Handlers } from './routes';

function wantsCsv(req: Request, query: AuditQuery): boolean {
  return query.format
    ? query.format === 'csv'
    : req.accepts(['application/json', 'text/csv']) === 'text/csv';
}

async function write(res: Response, text: string): Promise<void> {
  if (!res.write(text) && !res.destroyed) {
    await Promise.race([once(res, 'drain'), once(res, 'close')]);
  }
}

async function sendCsv(
  reader: AuditReader,
  { credentials, res }: RouteCall,
  query: AuditQuery,
): Promise<undefined> {
  const { events, isCutOff } = await reader.export(credentials, query.filter);
  const day = new Date().toISOString().slice(0, 10);
  res.set({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="audit-${day}.csv"`,
    ...(isCutOff && { 'x-kubedc-cut-off': String(MAX_EXPORTED) }),
  });
  await write(res, csvHeader());
  try {
    for await (const event of events) {
      if (res.destroyed) {
        return;
      }
      await write(res, csvLine(event));
    }
  } catch (error) {
    // The answer has begun: a connection that breaks off is how to say that it is not whole.
    res.destroy();
    throw error;
  }
  res.end();
}

/** Answers about the audit trail. */
export function createAuditHandlers({
  reader,
}: {
  reader: AuditReader;
}): Handlers<'listAudit' | 'readAuditScope'> {
  return {
    async listAudit(call) {
      const { credentials, req, res } = call;
      const query = parseAuditQuery(req.query);
      res.vary('accept');
      return wantsCsv(req, query)
        ? sendCsv(reader, call, query)
        : reader.list(credentials, query);
    },
    readAuditScope: ({ credentials }) => reader.scope(credentials),
  };
}
