export * from './create';
export * from './delete';
export * from './power';
export {
  parseOsImageEntries,
  parseOsImages,
  type OsImageEntry,
} from './images';
