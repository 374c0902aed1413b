import { invalid, required } from '../errors/fieldError';
import { validatePathSegment } from '../registry/nameValidation';
import { ageColumn, nameColumn } from '../table/columns';
import { ensureObject, read, readList, readString } from '../util/read';
import { Strategy } from './strategy';

export const apiServiceStrategy: Strategy = {
  requiresResourceVersion: true,
  validateName: validatePathSegment,
  applyDefaults(object) {
    const service = read(object, 'spec', 'service');
    if (service) {
      ensureObject(ensureObject(object, 'spec'), 'service').port ??= 443;
    }
  },
  validate(object) {
    const group = readString(object, 'spec', 'group');
    const version = readString(object, 'spec', 'version');
    const wanted = `${version}.${group}`;
    const errors =
      object.metadata.name === wanted
        ? []
        : [
            invalid(
              'metadata.name',
              object.metadata.name,
              `must be \`spec.version+"."+spec.group\`: ${JSON.stringify(
                wanted,
              )}`,
            ),
          ];
    if (read(object, 'spec', 'service')) {
      for (const key of ['name', 'namespace']) {
        if (!readString(object, 'spec', 'service', key)) {
          errors.push(required(`spec.service.${key}`));
        }
      }
    }
    return errors;
  },
  columns: [
    nameColumn,
    {
      name: 'Service',
      value: o => {
        const name = readString(o, 'spec', 'service', 'name');
        return name
          ? `${readString(o, 'spec', 'service', 'namespace')}/${name}`
          : 'Local';
      },
    },
    {
      name: 'Available',
      value: o => {
        const condition = readList(o, 'status', 'conditions').find(
          c => c.type === 'Available',
        );
        if (!condition) {
          return 'Unknown';
        }
        return condition.status === 'True'
          ? 'True'
          : `${readString(condition, 'status')} (${readString(
              condition,
              'reason',
            )})`;
      },
    },
    ageColumn,
  ],
};
