export { ApiClient, PEOPLE } from './client';
export type { Answer } from './client';
export { TestServer } from './testServer';
export { Watch } from './watch';
export type { RequestOptions, WatchEvent } from './watch';
