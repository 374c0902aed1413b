const signs =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|getaddrinfo|network (is unreachable|timeout|request)|socket (hang up|closed)/i;

/** Whether the last lines of a failed installation speak of a network that is not there. */
export function offline(lines) {
  return lines.some(line => signs.test(line));
}

/** The line that says best why an installation failed, without what decorates it. */
export function cause(lines) {
  const line = lines.find(text => /\b(\w*error|cannot|failed)\b/i.test(text));
  return line
    ?.replace(/^➤ YN\d+: [│┌└·]?\s*/, '')
    .replace(/^npm (error|ERR!) /, '')
    .trim();
}
