import { forbidden, StatusError } from '../errors/statusError';
import { UserInfo } from '../types';
import { goQuote } from '../util/goQuote';
import { Attributes } from './policyRule';

/** The refusal of a request, in the real server's words. */
export function forbiddenRequest(
  user: UserInfo,
  attributes: Attributes,
  reason: string,
): StatusError {
  const { verb, resource, subresource, group, namespace, path } = attributes;
  const who = `User ${goQuote(user.name)} cannot ${verb}`;
  const because = reason ? `: ${reason}` : '';
  if (!attributes.isResource) {
    return forbidden(
      { group: '', resource: '' },
      '',
      `${who} path ${goQuote(path)}${because}`,
    );
  }
  const what = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace
    ? `in the namespace ${goQuote(namespace)}`
    : 'at the cluster scope';
  return forbidden(
    { group, resource },
    attributes.name,
    `${who} resource ${goQuote(what)} in API group ${goQuote(
      group,
    )} ${where}${because}`,
  );
}
