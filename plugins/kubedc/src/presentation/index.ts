export { withKubedcPresentation } from './withKubedcPresentation';
