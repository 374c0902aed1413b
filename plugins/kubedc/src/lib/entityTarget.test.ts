import { isKubedcEntity, targetOf } from './entityTarget';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'vm.web-1',
    namespace: 'acme-prod',
    annotations: {
      'kube-dc.com/installation': 'sandbox',
      'kube-dc.com/gvk': 'kubevirt.io/v1/VirtualMachine',
      'kube-dc.com/name': 'web-1',
      'kube-dc.com/namespace': 'acme-prod',
    },
  },
};

describe('targetOf', () => {
  it('reads the object from the annotations, not from the entity name', () => {
    expect(targetOf(entity)).toEqual({
      installation: 'sandbox',
      kind: 'virtualMachine',
      namespace: 'acme-prod',
      name: 'web-1',
    });
    expect(isKubedcEntity(entity)).toBe(true);
  });

  it.each(Object.keys(entity.metadata.annotations))(
    'knows no object without %s',
    missing => {
      const annotations = Object.fromEntries(
        Object.entries(entity.metadata.annotations).filter(
          ([key]) => key !== missing,
        ),
      );
      const foreign = {
        ...entity,
        metadata: { ...entity.metadata, annotations },
      };
      expect(targetOf(foreign)).toBeUndefined();
    },
  );

  it('needs no namespace for a kind that lives in none', () => {
    const vpc = {
      ...entity,
      metadata: {
        name: 'vpc.acme-prod',
        namespace: 'kube-dc',
        annotations: {
          'kube-dc.com/installation': 'sandbox',
          'kube-dc.com/gvk': 'kubeovn.io/v1/Vpc',
          'kube-dc.com/name': 'acme-prod',
        },
      },
    };
    expect(targetOf(vpc)).toEqual({
      installation: 'sandbox',
      kind: 'vpc',
      name: 'acme-prod',
    });
  });

  it('knows no object of a kind the portal does not know', () => {
    const annotations = {
      ...entity.metadata.annotations,
      'kube-dc.com/gvk': 'example.com/v1/Teapot',
    };
    expect(
      isKubedcEntity({
        ...entity,
        metadata: { ...entity.metadata, annotations },
      }),
    ).toBe(false);
  });
});
