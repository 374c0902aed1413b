export { GrantRenewal } from './GrantRenewal';
