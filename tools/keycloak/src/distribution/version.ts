/** The version that is brought when the environment brings none. */
export const KEYCLOAK_VERSION = '26.4.7';

/** What its archive must be. */
export const KEYCLOAK_SHA512 =
  'a2bfa9147164ced3451272e24afdc651e9fc204660fc08aea3d6c2e43bf1e2abe07d79b2a18b09e31a102d741be93c966657cdaadf8aa5f9e7be595c366559e4';

/** The oldest Java that this version runs on. */
export const JAVA_VERSION = 17;

/** The archive, as Maven calls it. */
export const MAVEN_ARTIFACT = `org.keycloak:keycloak-quarkus-dist:${KEYCLOAK_VERSION}:tar.gz`;

/** The archive's file name. */
export const ARCHIVE = `keycloak-quarkus-dist-${KEYCLOAK_VERSION}.tar.gz`;

/** The archive at Maven Central. */
export const DOWNLOAD_URL = `https://repo.maven.apache.org/maven2/org/keycloak/keycloak-quarkus-dist/${KEYCLOAK_VERSION}/${ARCHIVE}`;
