export * from './fakeApi';
export * from './fixtures';
export * from './render';
export * from './field';
