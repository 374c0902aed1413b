export { SyncPage } from './SyncPage';
export { SYNC_PATH } from './path';
