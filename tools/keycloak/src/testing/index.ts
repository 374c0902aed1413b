/**
 * `describe` for what needs a real Keycloak: skipped unless `KEYCLOAK_TESTS` is
 * `on`, as in the part `keycloak` of `npm test`, which says when it is left out.
 */
export const describeWithKeycloak: jest.Describe =
  process.env.KEYCLOAK_TESTS === 'on' ? describe : describe.skip;
