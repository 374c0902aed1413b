import { Answer } from '@kubedc/embedded-apiserver/testing';

interface Cause {
  reason?: string;
  field?: string;
  message?: string;
}

/** An object that a refusal repeats. */
const OBJECT = /Invalid value: "\{.*\}": /;
const MISSING_IN = /( is missing in )'\{.*\}'.*/;

/** A name made by `ContractServer.unique`, without what makes it unique. */
const UNIQUE = /\b([a-z]+)-\d+-[0-9a-z]{8}-\d+\b/g;

/** Takes out of a text what differs from run to run. */
export function steady(text: string): string {
  return text
    .replace(UNIQUE, '$1')
    .replace(OBJECT, 'Invalid value: <object>: ')
    .replace(MISSING_IN, "$1'<object>'");
}

function about({ details = {} }: Record<string, any>): string {
  const { name, group, kind, causes, ...others } = details;
  const rest = Object.keys(others).length ? ` ${JSON.stringify(others)}` : '';
  return steady(`${group ?? ''}/${kind ?? ''} ${name ?? ''}${rest}`);
}

/**
 * What a `Status` says, one line each: code and reason, the message, what it is
 * about (`group/kind name`), the causes. Of an object only the code, of any
 * other answer code and text.
 */
export function said({ code, body, text }: Answer): string[] {
  if (body?.kind !== 'Status') {
    return body ? [String(code)] : [String(code), steady(text)];
  }
  const { kind, apiVersion, metadata, status, ...rest } = body;
  const { reason, message, details } = rest;
  // The real server repeats what is wrong with the metadata of some kinds.
  const causes = new Set(
    (details?.causes ?? []).map((cause: Cause) =>
      steady(
        `- ${cause.reason ?? ''} ${cause.field ?? ''}: ${cause.message ?? ''}`,
      ),
    ),
  );
  expect({ kind, apiVersion, metadata, status, code: rest.code }).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: expect.any(Object),
    status: code < 300 ? 'Success' : 'Failure',
    code: code < 300 ? undefined : code,
  });
  return [
    `${code} ${reason ?? ''}`.trim(),
    steady(message ?? ''),
    ...(details ? [about(body)] : []),
    ...(causes as Set<string>),
  ];
}

/**
 * What was said, in an order that does not depend on that in which a server
 * checks the fields of an object.
 */
export function inOrder(lines: string[]): string[] {
  const [code, , subject, ...causes] = lines;
  return causes.length > 1 ? [code, subject, ...causes.sort()] : lines;
}
