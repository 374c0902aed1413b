/**
 * Finds what is on Kube-DC also by addresses with ports and images with tags.
 *
 * @packageDocumentation
 */
export { searchModuleKubedc as default } from './module';
export { withSearchableWords } from './withSearchableWords';
