export { ResourceTable } from './ResourceTable';
export { FilterBar, SearchFilter } from './FilterBar';
