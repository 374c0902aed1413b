const compiled = new Map<string, RegExp>();
const FLAGS = /^(\^?)\(\?([ims]+)\)/;

/** Classes that Go writes by name. */
const CLASSES: Record<string, string> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  space: '\\s',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
};

function compile(pattern: string): RegExp {
  const [prefix, anchor, flags] = FLAGS.exec(pattern) ?? ['', '', ''];
  const source = (anchor + pattern.slice(prefix.length))
    .replace(/\[:(\w+):\]/g, (whole, name) => CLASSES[name] ?? whole)
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
