import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

export const formFields = [
  FormFieldBlueprint.make({
    name: 'project-picker',
    params: {
      field: () =>
        import('../fields/ProjectPicker').then(m => m.projectPickerField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'organization-picker',
    params: {
      field: () =>
        import('../fields/OrganizationPicker').then(
          m => m.organizationPickerField,
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'image-picker',
    params: {
      field: () =>
        import('../fields/ImagePicker').then(m => m.imagePickerField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'version-picker',
    params: {
      field: () =>
        import('../fields/VersionPicker').then(m => m.versionPickerField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'object-name',
    params: {
      field: () => import('../fields/ObjectName').then(m => m.objectNameField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'review',
    params: {
      field: () => import('../fields/Review').then(m => m.reviewField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'grant',
    params: {
      field: () => import('../fields/Grant').then(m => m.grantField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'secret-text',
    params: {
      field: () => import('../fields/SecretText').then(m => m.secretTextField),
    },
  }),
];
