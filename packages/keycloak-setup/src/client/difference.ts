import { isOurs } from './mappers';
import { ClientRepresentation, ProtocolMapper } from './types';

/** What differs, in words that name no secret; nothing where all is as it shall be. */
export function differences(
  wanted: ClientRepresentation,
  actual: ClientRepresentation,
): string[] {
  const { attributes = {}, ...fields } = wanted;
  const changed = Object.entries(fields)
    .filter(
      ([name, value]) =>
        !isSame(value, actual[name as keyof ClientRepresentation]),
    )
    .map(([name]) => name);
  const changedAttributes = Object.entries(attributes)
    .filter(([name, value]) => actual.attributes?.[name] !== value)
    .map(([name]) => name);
  return [...changed, ...changedAttributes];
}

/** What has to be done with the mappers of a client. */
export interface MapperChanges {
  add: ProtocolMapper[];
  replace: ProtocolMapper[];
  remove: ProtocolMapper[];
}

/** How mappers become what they shall be; those that somebody else made stay. */
export function mapperChanges(
  wanted: ProtocolMapper[],
  actual: ProtocolMapper[] = [],
): MapperChanges {
  const changes: MapperChanges = { add: [], replace: [], remove: [] };
  for (const mapper of wanted) {
    const present = actual.find(({ name }) => name === mapper.name);
    if (!present) {
      changes.add.push(mapper);
    } else if (present.protocolMapper !== mapper.protocolMapper) {
      // Keycloak does not change what kind of mapper one is.
      changes.remove.push(present);
      changes.add.push(mapper);
    } else if (!hasAll(present.config, mapper.config)) {
      changes.replace.push({ ...mapper, id: present.id });
    }
  }
  const names = wanted.map(({ name }) => name);
  changes.remove.push(
    ...actual.filter(each => isOurs(each) && !names.includes(each.name)),
  );
  return changes;
}

function hasAll(
  actual: Record<string, string>,
  wanted: Record<string, string>,
): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => actual[name] === value,
  );
}

function isSame(wanted: unknown, actual: unknown): boolean {
  return Array.isArray(wanted)
    ? Array.isArray(actual) &&
        wanted.length === actual.length &&
        wanted.every(each => actual.includes(each))
    : wanted === actual;
}
