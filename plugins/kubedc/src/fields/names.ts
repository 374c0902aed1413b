/**
 * Names of the form fields, as templates write them in `ui:field`.
 *
 * @public
 */
export const FIELD_NAMES = {
  project: 'KubeDcProjectPicker',
  organization: 'KubeDcOrganizationPicker',
  image: 'KubeDcImagePicker',
  version: 'KubeDcVersionPicker',
  objectName: 'KubeDcObjectName',
  review: 'KubeDcReview',
  grant: 'KubeDcGrant',
  secretText: 'KubeDcSecretText',
} as const;
