const compiled = new Map<string, RegExp>();
const FLAGS = /^\(\?([ims]+)\)/;

function compile(pattern: string): RegExp {
  const [prefix, flags] = FLAGS.exec(pattern) ?? ['', ''];
  const source = pattern
    .slice(prefix.length)
    .replaceAll('\\A', '^')
    .replaceAll('\\z', '$')
    .replaceAll('(?P<', '(?<');
  try {
    return new RegExp(source, `u${flags}`);
  } catch {
    // RE2 lets one escape any punctuation; JavaScript only without this flag.
    return new RegExp(source, flags);
  }
}

/**
 * Compiles a pattern written for Go's regular expressions.
 *
 * @throws SyntaxError when it is no regular expression
 */
export function goRegExp(pattern: string): RegExp {
  let expression = compiled.get(pattern);
  if (!expression) {
    expression = compile(pattern);
    compiled.set(pattern, expression);
  }
  return expression;
}
