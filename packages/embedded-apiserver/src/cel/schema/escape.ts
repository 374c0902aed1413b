const RESERVED = new Set([
  'true',
  'false',
  'null',
  'in',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
]);

const ESCAPES: [string, string][] = [
  ['__', '__underscores__'],
  ['.', '__dot__'],
  ['-', '__dash__'],
  ['/', '__slash__'],
];

/** A field's name as expressions write it; nothing when they cannot. */
export function escapeField(name: string): string | undefined {
  if (RESERVED.has(name)) {
    return `__${name}__`;
  }
  return /^[A-Za-z_][A-Za-z0-9_./-]*$/.test(name)
    ? ESCAPES.reduce((text, [from, to]) => text.replaceAll(from, to), name)
    : undefined;
}
