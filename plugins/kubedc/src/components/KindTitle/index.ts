export { KindTitle } from './KindTitle';
