import { TableColumn } from '../strategies/strategy';
import { readList, readString } from '../util/read';
import { createdAge, listText, selectorText } from './format';

export const nameColumn: TableColumn = {
  name: 'Name',
  format: 'name',
  description:
    'Name must be unique within a namespace. Is required when creating resources.',
  value: object => object.metadata.name,
};

export const ageColumn: TableColumn = {
  name: 'Age',
  description:
    'CreationTimestamp is a timestamp representing the server time when this object was created.',
  value: createdAge,
};

/** Container names and images of a pod template, shown with `-o wide`. */
export function podColumns(template: string[]): TableColumn[] {
  const column = (name: string, field: string): TableColumn => ({
    name,
    priority: 1,
    value: o =>
      listText(
        readList(o, ...template, 'spec', 'containers').map(c =>
          readString(c, field),
        ),
      ),
  });
  return [column('Containers', 'name'), column('Images', 'image')];
}

export const templateColumns = podColumns(['spec', 'template']);

export const selectorColumn: TableColumn = {
  name: 'Selector',
  priority: 1,
  value: o => selectorText((o.spec as { selector?: unknown })?.selector),
};
