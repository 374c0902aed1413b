export { ResourceTable } from './ResourceTable';
export { FilterBar } from './FilterBar';
