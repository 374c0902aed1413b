export {
  Reflector,
  type ReflectorScope,
  type ReflectorSink,
  type ServerAbilities,
} from './Reflector';
export { DEFAULT_LIMITS, type ReflectorLimits } from './limits';
