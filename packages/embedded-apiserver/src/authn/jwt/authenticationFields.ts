import { isObject, JsonObject } from '../../types';

/** The fields of a level: `true` is a value, `[…]` a list of such levels. */
type Fields = { [name: string]: true | Fields | [Fields] };

const claimOrExpression: Fields = { claim: true, expression: true };
const prefixed: Fields = { ...claimOrExpression, prefix: true };

const FIELDS: Fields = {
  apiVersion: true,
  kind: true,
  jwt: [
    {
      issuer: {
        url: true,
        discoveryURL: true,
        certificateAuthority: true,
        audiences: true,
        audienceMatchPolicy: true,
      },
      claimValidationRules: [
        { claim: true, requiredValue: true, expression: true, message: true },
      ],
      claimMappings: {
        username: prefixed,
        groups: prefixed,
        uid: claimOrExpression,
        extra: [{ key: true, valueExpression: true }],
      },
      userValidationRules: [{ expression: true, message: true }],
    },
  ],
};

/** The paths of all fields that an AuthenticationConfiguration has not. */
export function unknownFields(
  value: JsonObject,
  fields: Fields = FIELDS,
  path = '',
): string[] {
  return Object.entries(value).flatMap(([name, child]) => {
    const at = path ? `${path}.${name}` : name;
    const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!known) {
      return [at];
    }
    if (Array.isArray(known)) {
      const items = Array.isArray(child) ? child : [];
      return items.flatMap((item, i) =>
        isObject(item) ? unknownFields(item, known[0], `${at}[${i}]`) : [],
      );
    }
    return known !== true && isObject(child)
      ? unknownFields(child, known, at)
      : [];
  });
}
