import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
} from '@backstage/catalog-model';
import {
  KUBEDC_ANNOTATIONS,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  ProjectKey,
} from '@kubedc/backstage-plugin-kubedc-node';

/** Annotations that say where an entity comes from. */
export function locationAnnotations(
  installation: Installation,
  path: string,
): Record<string, string> {
  const location = `kubedc:${installation.name}/${path}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
    [KUBEDC_ANNOTATIONS.installation]: installation.name,
  };
}

/** Annotations every entity of an object carries. */
export function baseAnnotations(
  object: KubernetesObject,
  installation: Installation,
  place: { organization?: string; project?: ProjectKey },
): Record<string, string> {
  const { name, namespace, uid } = object.metadata;
  const [version, group = ''] = object.apiVersion.split('/').reverse();
  const gvk = `${group}/${version}/${object.kind}`;
  return {
    ...locationAnnotations(
      installation,
      [group, object.kind, namespace, name].filter(Boolean).join('/'),
    ),
    ...(installation.domain && {
      [ANNOTATION_VIEW_URL]: `https://console.${installation.domain}`,
    }),
    [KUBEDC_ANNOTATIONS.gvk]: gvk,
    [KUBEDC_ANNOTATIONS.name]: name,
    ...(namespace && { [KUBEDC_ANNOTATIONS.namespace]: namespace }),
    ...(uid && { [KUBEDC_ANNOTATIONS.uid]: uid }),
    ...(place.organization && {
      [KUBEDC_ANNOTATIONS.organization]: place.organization,
    }),
    ...(place.project && {
      [KUBEDC_ANNOTATIONS.project]: `${place.project.organization}/${place.project.project}`,
    }),
  };
}
