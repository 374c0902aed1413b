export { HealthIcon } from './HealthIcon';
