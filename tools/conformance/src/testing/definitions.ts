import { Answer } from '@kubedc/embedded-apiserver/testing';
import { ContractServer } from './contract';
import { definition, DEFINITIONS } from './define';
import { inOrder, said, steady } from './said';

/** A wrong definition: what is wrong, how it gets so, what is said about it. */
export type WrongDefinition = [
  title: string,
  change: (definition: any) => void,
  said: string[],
];

/** A condition of a definition: status, reason and message. */
export function condition({ body }: Answer, type: string) {
  const found = body.status?.conditions?.find((c: any) => c.type === type);
  return found && [found.status, found.reason, steady(found.message)];
}

/** What is said about a definition that was right before it was changed. */
export async function saidOfDefinition(
  { api }: ContractServer,
  change: (definition: any) => void,
): Promise<string[]> {
  const body = definition('wrong.example.com');
  change(body);
  const answer = await api.post(`${DEFINITIONS}?dryRun=All`, body);
  return inOrder(
    said(answer).map(line =>
      // Go's parser goes on in its own words.
      line.replace(/(expression, but isn't: ).*/, '$1…'),
    ),
  );
}
