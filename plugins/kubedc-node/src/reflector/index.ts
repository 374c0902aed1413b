export { Reflector, type ReflectorSink } from './Reflector';
export { type ReflectorLimits } from './limits';
