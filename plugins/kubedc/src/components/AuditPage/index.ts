export { AuditPage } from './AuditPage';
export { AUDIT_PATH } from './path';
