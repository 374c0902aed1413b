export { SharedAccountNotice } from './SharedAccountNotice';
