export {
  createOrganizationRealm,
  ORGANIZATION_CLIENT,
  PLATFORM_CLIENT,
  PLATFORM_REALM,
  preparePlatformRealm,
} from './createRealm';
export type { RealmContent } from './createRealm';
export { passwordOf, TestRealm } from './TestRealm';
export type { RealmPerson } from './TestRealm';
