export { CreateMenu } from './CreateMenu';
