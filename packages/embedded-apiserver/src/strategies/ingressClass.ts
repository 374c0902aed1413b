import { isObject } from '../types';
import { read, setDefaults } from '../util/read';
import { Strategy } from './strategy';

export const ingressClassStrategy: Strategy = {
  hasGeneration: true,
  applyDefaults(object) {
    const parameters = read(object, 'spec', 'parameters');
    if (isObject(parameters)) {
      setDefaults(parameters, { scope: 'Cluster' });
    }
  },
};
