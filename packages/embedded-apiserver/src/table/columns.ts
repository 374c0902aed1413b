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
export const templateColumns: TableColumn[] = [
  {
    name: 'Containers',
    priority: 1,
    value: o =>
      listText(
        readList(o, 'spec', 'template', 'spec', 'containers').map(c =>
          readString(c, 'name'),
        ),
      ),
  },
  {
    name: 'Images',
    priority: 1,
    value: o =>
      listText(
        readList(o, 'spec', 'template', 'spec', 'containers').map(c =>
          readString(c, 'image'),
        ),
      ),
  },
];

export const selectorColumn: TableColumn = {
  name: 'Selector',
  priority: 1,
  value: o => selectorText((o.spec as { selector?: unknown })?.selector),
};
