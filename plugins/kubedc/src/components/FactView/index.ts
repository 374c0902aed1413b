export { FactView, isNumeric } from './FactView';
export { FactList } from './FactList';
