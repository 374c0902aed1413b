/** A spec with every way in which lists and objects are merged and owned. */
export const OWNED_SPEC = {
  type: 'object',
  properties: {
    size: { type: 'integer' },
    color: { type: 'string', default: 'red' },
    note: { type: 'string', nullable: true },
    ports: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
      items: {
        type: 'object',
        required: ['port'],
        properties: {
          port: { type: 'integer' },
          protocol: { type: 'string', default: 'TCP' },
          name: { type: 'string' },
        },
      },
    },
    tags: {
      type: 'array',
      'x-kubernetes-list-type': 'set',
      items: { type: 'string' },
    },
    args: {
      type: 'array',
      'x-kubernetes-list-type': 'atomic',
      items: { type: 'string' },
    },
    plain: {
      type: 'array',
      items: {
        type: 'object',
        properties: { a: { type: 'string' } },
      },
    },
    selector: {
      type: 'object',
      'x-kubernetes-map-type': 'atomic',
      additionalProperties: { type: 'string' },
    },
    settings: {
      type: 'object',
      'x-kubernetes-map-type': 'granular',
      additionalProperties: { type: 'string' },
    },
    free: {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
      properties: { known: { type: 'string' } },
    },
    either: { 'x-kubernetes-int-or-string': true },
    template: {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
    },
    nested: {
      type: 'object',
      properties: {
        deep: {
          type: 'object',
          properties: {
            value: { type: 'string' },
            more: { type: 'string' },
          },
        },
      },
    },
  },
};

/** The status that goes with it. */
export const OWNED_STATUS = {
  type: 'object',
  properties: {
    phase: { type: 'string' },
    conditions: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['type'],
      items: {
        type: 'object',
        required: ['type'],
        properties: { type: { type: 'string' }, status: { type: 'string' } },
      },
    },
  },
};
