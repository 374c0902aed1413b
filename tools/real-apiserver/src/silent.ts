import { Logger } from './types';

/** Says nothing. */
export const SILENT: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
