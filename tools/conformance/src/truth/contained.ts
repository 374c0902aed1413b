function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** API servers leave out what stands for nothing, such as a map of no annotations. */
function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

const isEmptyMetadata = (path: string, value: unknown) =>
  /^metadata\.(annotations|labels)$/.test(path) &&
  Object.keys(value ?? {}).length === 0;

/**
 * The paths of what was sent and is not stored as it was; what is stored besides, such as defaults at the end of a list,
 * is no loss.
 */
export function containedIn(
  stored: unknown,
  sent: unknown,
  path = '',
): string[] {
  if (isObject(sent)) {
    if (!isObject(stored)) {
      return [path];
    }
    return Object.entries(sent).flatMap(([key, value]) => {
      const childPath = path ? `${path}.${key}` : key;
      return (isNothing(value) && isNothing(stored[key])) ||
        isEmptyMetadata(childPath, value)
        ? []
        : containedIn(stored[key], value, childPath);
    });
  }
  if (Array.isArray(sent)) {
    return Array.isArray(stored) && stored.length >= sent.length
      ? sent.flatMap((item, index) =>
          containedIn(stored[index], item, `${path}[${index}]`),
        )
      : [path];
  }
  return stored === sent ? [] : [path];
}
