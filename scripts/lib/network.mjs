const signs =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|getaddrinfo|network (is unreachable|timeout|request)|socket hang up|RequestError/i;

/** Whether the last lines of a failed installation speak of a network that is not there. */
export function offline(lines) {
  return lines.some(line => signs.test(line));
}
