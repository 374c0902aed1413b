export { ClassicPage } from './ClassicPage';
