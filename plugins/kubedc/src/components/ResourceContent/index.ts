export { ResourceContent } from './ResourceContent';
