export { withKubedcColumns } from './withKubedcColumns';
export { withKubedcPresentation } from './withKubedcPresentation';
