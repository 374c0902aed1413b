import { ageColumn, nameColumn } from '../table/columns';
import { listText } from '../table/format';
import { ensureObject, readList, readString } from '../util/read';
import { validateIngress } from './ingressValidation';
import { Strategy } from './strategy';

export const ingressStrategy: Strategy = {
  hasGeneration: true,
  prepareForCreate(object) {
    ensureObject(object, 'spec');
    object.status = { loadBalancer: {} };
  },
  validate: validateIngress,
  columns: [
    nameColumn,
    {
      name: 'Class',
      value: o => readString(o, 'spec', 'ingressClassName') || '<none>',
    },
    {
      name: 'Hosts',
      value: o =>
        listText(
          readList(o, 'spec', 'rules').map(r => readString(r, 'host') || '*'),
        ).replace('<none>', '*'),
    },
    {
      name: 'Address',
      value: o =>
        readList(o, 'status', 'loadBalancer', 'ingress')
          .map(
            entry => readString(entry, 'ip') || readString(entry, 'hostname'),
          )
          .join(','),
    },
    {
      name: 'Ports',
      value: o => (readList(o, 'spec', 'tls').length > 0 ? '80, 443' : '80'),
    },
    ageColumn,
  ],
};
