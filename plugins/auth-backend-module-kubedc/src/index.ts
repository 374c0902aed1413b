/**
 * Sign-in with the realms of a Kube-DC platform.
 *
 * @packageDocumentation
 */
export { authModuleKubedc as default } from './module';
export { createKubedcAuthenticator } from './authenticator';
export type { KubedcAuthResult } from './authenticator';
export { createKubedcProviderFactory } from './providerFactory';
export { createKubedcSignInResolver, KUBEDC_PEOPLE_TOPIC } from './resolver';
export type { KubedcPeopleEventPayload } from './resolver';
export type { KubedcPerson } from './identity';
export type { KubedcRealm } from './realm';
export { SignInStore } from './signIns/SignInStore';
export type { KubedcClaim } from './signIns/SignInStore';
