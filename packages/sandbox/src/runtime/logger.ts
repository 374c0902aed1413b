/** Where the sandbox says what it does. */
export type Logger = {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  debug(message: string): void;
};

/** A logger that says nothing below warnings. */
export const quietLogger: Logger = {
  info: () => {},
  debug: () => {},
  // eslint-disable-next-line no-console
  warn: message => console.warn(message),
  // eslint-disable-next-line no-console
  error: message => console.error(message),
};

/** A logger for a terminal. */
export function consoleLogger(verbose: boolean): Logger {
  /* eslint-disable no-console */
  return {
    info: message => console.log(message),
    warn: message => console.warn(message),
    error: message => console.error(message),
    debug: message => verbose && console.log(message),
  };
  /* eslint-enable no-console */
}
