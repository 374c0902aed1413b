import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { inOrder } from '../../testing/said';
import {
  saidOfSpec,
  SchemaCase,
  schemaWidgets,
} from '../../testing/schemaWidgets';

contract('formats by their schemas', server => {
  let widgets: Defined;
  let path: string;
  beforeAll(async () => {
    widgets = await schemaWidgets(server());
    path = widgets.path(await server().namespace());
  });

  it.each<SchemaCase>([
    [
      'date-time',
      { size: 'small', since: 'yesterday' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.since: Invalid value: "yesterday": spec.since in body must be of type date-time: "yesterday"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.since: Invalid value: "yesterday": spec.since in body must be of type date-time: "yesterday"',
      ],
    ],
    [
      'date',
      { size: 'small', day: '2020-13-01' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.day: Invalid value: "2020-13-01": spec.day in body must be of type date: "2020-13-01"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.day: Invalid value: "2020-13-01": spec.day in body must be of type date: "2020-13-01"',
      ],
    ],
    [
      'email',
      { size: 'small', mail: 'nobody' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.mail: Invalid value: "nobody": spec.mail in body must be of type email: "nobody"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.mail: Invalid value: "nobody": spec.mail in body must be of type email: "nobody"',
      ],
    ],
    [
      'uri',
      { size: 'small', uri: 'not a uri' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.uri: Invalid value: "not a uri": spec.uri in body must be of type uri: "not a uri"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.uri: Invalid value: "not a uri": spec.uri in body must be of type uri: "not a uri"',
      ],
    ],
    [
      'uuid',
      { size: 'small', uuid: 'x' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.uuid: Invalid value: "x": spec.uuid in body must be of type uuid: "x"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.uuid: Invalid value: "x": spec.uuid in body must be of type uuid: "x"',
      ],
    ],
    [
      'ipv4',
      { size: 'small', ip: '1.2.3' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.ip: Invalid value: "1.2.3": spec.ip in body must be of type ipv4: "1.2.3"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.ip: Invalid value: "1.2.3": spec.ip in body must be of type ipv4: "1.2.3"',
      ],
    ],
    [
      'ipv6',
      { size: 'small', ip6: '1.2.3.4' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.ip6: Invalid value: "1.2.3.4": spec.ip6 in body must be of type ipv6: "1.2.3.4"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.ip6: Invalid value: "1.2.3.4": spec.ip6 in body must be of type ipv6: "1.2.3.4"',
      ],
    ],
    [
      'cidr',
      { size: 'small', cidr: '10.0.0.0' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.cidr: Invalid value: "10.0.0.0": spec.cidr in body must be of type cidr: "10.0.0.0"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.cidr: Invalid value: "10.0.0.0": spec.cidr in body must be of type cidr: "10.0.0.0"',
      ],
    ],
    [
      'hostname',
      { size: 'small', host: 'a b' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.host: Invalid value: "a b": spec.host in body must be of type hostname: "a b"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.host: Invalid value: "a b": spec.host in body must be of type hostname: "a b"',
      ],
    ],
    [
      'byte',
      { size: 'small', bytes: '!' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.bytes: Invalid value: "!": spec.bytes in body must be of type byte: "!"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.bytes: Invalid value: "!": spec.bytes in body must be of type byte: "!"',
      ],
    ],
    [
      'duration',
      { size: 'small', time: 'long' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.time: Invalid value: "long": spec.time in body must be of type duration: "long"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.time: Invalid value: "long": spec.time in body must be of type duration: "long"',
      ],
    ],
    [
      'mac',
      { size: 'small', mac: 'xx' },
      [
        '422 Invalid',
        'Widget.widgets.example.com "x" is invalid: spec.mac: Invalid value: "xx": spec.mac in body must be of type mac: "xx"',
        'widgets.example.com/Widget x',
        '- FieldValueTypeInvalid spec.mac: Invalid value: "xx": spec.mac in body must be of type mac: "xx"',
      ],
    ],
  ])('refuse: %s', async (_title, spec, text) => {
    expect(await saidOfSpec(server(), path, widgets, spec)).toEqual(
      inOrder(text),
    );
  });
});
