import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { lazy, Suspense, type ComponentType } from 'react';
import { FIELD_NAMES } from './fields/names';
import { validateGrant } from './fields/Grant/validation';
import { validateImage } from './fields/ImagePicker/validation';
import { validateObjectName } from './fields/ObjectName/validation';
import { validateOrganization } from './fields/OrganizationPicker/validation';
import { validateProject } from './fields/ProjectPicker/validation';
import { validateReview } from './fields/Review/validation';
import { validateVersion } from './fields/VersionPicker/validation';
import { kubedcPlugin } from './plugin';

/** Validators are needed when a form opens and are small; what a field looks like comes when it is shown. */
function lazily<TProps extends {}>(
  load: () => Promise<ComponentType<TProps>>,
): (props: TProps) => JSX.Element {
  const Component = lazy(async () => ({
    default: await load(),
  })) as unknown as ComponentType<TProps>;
  return function LazyField(props: TProps) {
    return (
      <Suspense fallback={null}>
        <Component {...props} />
      </Suspense>
    );
  };
}

/**
 * Form field `KubeDcProjectPicker` for the classic frontend system.
 *
 * @public
 */
export const KubeDcProjectPickerFieldExtension = kubedcPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.project,
    component: lazily(() =>
      import('./fields/ProjectPicker').then(m => m.ProjectPicker),
    ),
    validation: validateProject,
  }),
);

/**
 * Form field `KubeDcOrganizationPicker` for the classic frontend system.
 *
 * @public
 */
export const KubeDcOrganizationPickerFieldExtension = kubedcPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.organization,
    component: lazily(() =>
      import('./fields/OrganizationPicker').then(m => m.OrganizationPicker),
    ),
    validation: validateOrganization,
  }),
);

/**
 * Form field `KubeDcImagePicker` for the classic frontend system.
 *
 * @public
 */
export const KubeDcImagePickerFieldExtension = kubedcPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.image,
    component: lazily(() =>
      import('./fields/ImagePicker').then(m => m.ImagePicker),
    ),
    validation: validateImage,
  }),
);

/**
 * Form field `KubeDcVersionPicker` for the classic frontend system.
 *
 * @public
 */
export const KubeDcVersionPickerFieldExtension = kubedcPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.version,
    component: lazily(() =>
      import('./fields/VersionPicker').then(m => m.VersionPicker),
    ),
    validation: validateVersion,
  }),
);

/**
 * Form field `KubeDcObjectName` for the classic frontend system.
 *
 * @public
 */
export const KubeDcObjectNameFieldExtension = kubedcPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.objectName,
    component: lazily(() =>
      import('./fields/ObjectName').then(m => m.ObjectName),
    ),
    validation: validateObjectName,
  }),
);

/**
 * Form field `KubeDcReview` for the classic frontend system.
 *
 * @public
 */
export const KubeDcReviewFieldExtension = kubedcPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.review,
    component: lazily(() => import('./fields/Review').then(m => m.Review)),
    validation: validateReview,
  }),
);

/**
 * Form field `KubeDcGrant` for the classic frontend system.
 *
 * @public
 */
export const KubeDcGrantFieldExtension = kubedcPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.grant,
    component: lazily(() => import('./fields/Grant').then(m => m.Grant)),
    validation: validateGrant,
  }),
);

/**
 * Form field `KubeDcSecretText` for the classic frontend system.
 *
 * @public
 */
export const KubeDcSecretTextFieldExtension = kubedcPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.secretText,
    component: lazily(() =>
      import('./fields/SecretText').then(m => m.SecretText),
    ),
  }),
);
