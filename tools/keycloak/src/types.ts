/** What goes on is told to. */
export interface Logger {
  info(message: string): void;
}

/** Says nothing. */
export const SILENT: Logger = { info: () => undefined };

/** An unpacked Keycloak that was built for these tests, and what runs it. */
export interface Distribution {
  /** Its folder. */
  folder: string;
  /** The Java command. */
  java: string;
  /** Where it is from, for a person to read. */
  source: string;
}

/** Why there is no Keycloak, for a person to read. */
export interface NoDistribution {
  missing: string;
}
