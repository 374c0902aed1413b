import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { RiBox3Line } from '@remixicon/react';
import { presentationOf } from '.';

describe('presentation of a kind', () => {
  it.each(kindRegistry.all().map(({ id }) => id))(
    'has an icon for %s',
    kind => {
      expect(presentationOf(kind).icon.type).not.toBe(RiBox3Line);
    },
  );

  it('has the general icon for a kind from elsewhere', () => {
    expect(presentationOf('teapot').icon.type).toBe(RiBox3Line);
    expect(presentationOf('constructor').icon.type).toBe(RiBox3Line);
  });

  it('has a part of its own on the pages of projects alone', () => {
    expect(presentationOf('project').Details).toBeDefined();
    expect(presentationOf('vpc').Details).toBeUndefined();
  });
});
