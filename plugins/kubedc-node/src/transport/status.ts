import type { IncomingHttpHeaders } from 'node:http';
import { KubernetesApiError, type StatusCause } from '../errors';

interface Status {
  kind?: string;
  code?: number;
  reason?: string;
  message?: string;
  details?: { causes?: StatusCause[]; retryAfterSeconds?: number };
}

/** Longest text of an answer that is no `Status`, in characters. */
const MAX_TEXT = 300;

/** The error that an answer above 399 stands for, in the server's own words. */
export function errorOfAnswer(
  code: number,
  headers: IncomingHttpHeaders,
  text: string,
): KubernetesApiError {
  const status = parseStatus(text);
  const retryAfter =
    status?.details?.retryAfterSeconds ?? Number(headers['retry-after']);
  return new KubernetesApiError({
    code,
    reason: status?.reason || 'Unknown',
    message:
      status?.message ||
      text.trim().slice(0, MAX_TEXT) ||
      `The Kubernetes API answered with status ${code}`,
    causes: status?.details?.causes,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
  });
}

/** The error that a `Status` inside a watch stands for. */
export function errorOfStatus(status: Status): KubernetesApiError {
  return new KubernetesApiError({
    code: status.code ?? 500,
    reason: status.reason || 'Unknown',
    message: status.message || 'The Kubernetes API ended the watch',
    causes: status.details?.causes,
    retryAfterSeconds: status.details?.retryAfterSeconds,
  });
}

function parseStatus(text: string): Status | undefined {
  try {
    const value: Status | null = JSON.parse(text);
    return value?.kind === 'Status' ? value : undefined;
  } catch {
    // Proxies and load balancers answer in plain text or HTML.
    return undefined;
  }
}
