/** Path and query of a request, as a server written in Go reads them. */
export interface RequestTarget {
  /** Without escapes; dots and empty parts stay as they are. */
  path: string;
  query: URLSearchParams;
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x1f\x7f]/;
const WRONG_ESCAPE = /%(?![0-9a-fA-F]{2})/;

/** Replaces escapes; bytes that are no UTF-8 become replacement characters. */
function unescape(text: string): string {
  if (!text.includes('%')) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    const bytes = text.replace(/%([0-9a-fA-F]{2})|[^]/g, (part, hex) =>
      hex
        ? String.fromCharCode(parseInt(hex, 16))
        : Buffer.from(part).toString('latin1'),
    );
    return Buffer.from(bytes, 'latin1').toString('utf8');
  }
}

/** Reads a query; pairs that are malformed are left out, as Go does it. */
function parseQuery(text: string): URLSearchParams {
  const pairs: [string, string][] = [];
  for (const pair of text.split('&')) {
    if (pair && !pair.includes(';') && !WRONG_ESCAPE.test(pair)) {
      const spaced = pair.replaceAll('+', ' ');
      const at = spaced.indexOf('=');
      pairs.push(
        at < 0
          ? [unescape(spaced), '']
          : [unescape(spaced.slice(0, at)), unescape(spaced.slice(at + 1))],
      );
    }
  }
  return new URLSearchParams(pairs);
}

/** Reads the target of a request line; nothing when it is malformed. */
export function parseTarget(target: string): RequestTarget | undefined {
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  if (
    !path.startsWith('/') ||
    CONTROL.test(target) ||
    WRONG_ESCAPE.test(path)
  ) {
    return undefined;
  }
  return {
    path: unescape(path),
    query: parseQuery(at < 0 ? '' : target.slice(at + 1)),
  };
}
