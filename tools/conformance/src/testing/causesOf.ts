import { Answer } from '@kubedc/embedded-apiserver/testing';

interface Cause {
  reason?: string;
  field?: string;
  message?: string;
}

/**
 * Code and reason of a refusal and, one line each, its causes, in an order that
 * does not depend on that in which a server checks the fields of an object.
 */
export function causesOf({ code, body }: Answer): string[] {
  const causes: Cause[] = body?.details?.causes ?? [];
  const lines = causes.map(
    ({ reason, field, message }) => `- ${reason} ${field}: ${message}`,
  );
  // The real server repeats what is wrong with the metadata of some kinds.
  return [`${code} ${body?.reason}`, ...[...new Set(lines)].sort()];
}
