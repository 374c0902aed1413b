import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import {
  KUBEDC_ANNOTATIONS,
  kindRegistry,
  type KindDefinition,
} from '@kubedc/backstage-plugin-kubedc-common';

/**
 * The kind of Kube-DC that an entity, or what a ref names, is of; undefined for everything else. A ref tells it by the
 * prefix of its name alone, as nothing more is known of it.
 */
export function kindOfEntity(
  entityOrRef: Entity | string,
): KindDefinition | undefined {
  if (typeof entityOrRef === 'string') {
    return kindOfRef(entityOrRef);
  }
  const { kind, metadata, spec } = entityOrRef;
  const { annotations } = metadata;
  if (!annotations) {
    // Only some fields were asked for.
    const guess = kindOfParts(kind, metadata.name);
    return guess && [undefined, guess.entity.type].includes(typeOf(spec))
      ? guess
      : undefined;
  }
  if (annotations[KUBEDC_ANNOTATIONS.installation] === undefined) {
    return undefined;
  }
  const candidates = kindRegistry
    .all()
    .filter(
      ({ entity }) => entity.kind === kind && entity.type === typeOf(spec),
    );
  const gvk = annotations[KUBEDC_ANNOTATIONS.gvk];
  const exact = gvk === undefined ? undefined : kindRegistry.byGvk(gvk);
  // Several kinds may become entities of one type, and one kind entities of several types.
  return candidates.find(candidate => candidate === exact) ?? candidates[0];
}

function typeOf(spec: Entity['spec']): string | undefined {
  return typeof spec?.type === 'string' ? spec.type : undefined;
}

function kindOfRef(ref: string): KindDefinition | undefined {
  try {
    const { kind, name } = parseEntityRef(ref);
    return kindOfParts(kind, name);
  } catch {
    // Whoever shows it shows it as it is.
    return undefined;
  }
}

function kindOfParts(kind: string, name: string): KindDefinition | undefined {
  const [prefix, ...rest] = name.split('.');
  return rest.length
    ? kindRegistry
        .all()
        .find(
          ({ entity }) =>
            entity.prefix === prefix &&
            entity.kind.toLocaleLowerCase('en-US') ===
              kind.toLocaleLowerCase('en-US'),
        )
    : undefined;
}
