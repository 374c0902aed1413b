import { Reply } from './exchange';
import { FuzzRequest } from './request';

/** What of an answer must be the same on both servers. */
export interface Outcome {
  code: number;
  reason?: string;
  /** Name, group and kind, and reason and field of each cause. */
  details?: string;
}

/** Length of what the server adds to a `generateName`. */
const SUFFIX = 5;

interface Cause {
  reason?: string;
  field?: string;
  message?: string;
}

function parsed(text: string): Record<string, any> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads what counts; the message does not, as parse errors read differently. */
export function outcomeOf(
  { code, text }: Reply,
  { body: sent = '' }: FuzzRequest,
): Outcome {
  if (code === 0) {
    return { code, reason: text };
  }
  const body = code >= 400 ? parsed(text) : undefined;
  if (body?.kind !== 'Status') {
    return { code };
  }
  const { name, group, kind, causes = [] } = body.details ?? {};
  const isGenerated = sent.includes('generateName');
  return {
    code,
    reason: body.reason,
    details: JSON.stringify({
      name: isGenerated ? name?.slice(0, -SUFFIX) : name,
      group,
      kind,
      causes: causes.map(({ reason, field }: Cause) => `${reason} ${field}`),
    }),
  };
}

/** Whether two answers count as the same. */
export function isSame(a: Outcome, b: Outcome): boolean {
  return a.code === b.code && a.reason === b.reason && a.details === b.details;
}
