import { FieldError, invalid, required } from '../errors/fieldError';
import { validateQualifiedName } from '../registry/nameValidation';
import { KubeObject } from '../types';
import { readString } from '../util/read';

const MISMATCH = 'does not match event.namespace';

/** Checks an event of either of its groups. */
export function validateEvent(object: KubeObject): FieldError[] {
  const { namespace = '' } = object.metadata;
  const isCore = object.apiVersion === 'v1';
  const about = readString(
    object,
    isCore ? 'involvedObject' : 'regarding',
    'namespace',
  );
  const mismatch = invalid('involvedObject.namespace', about, MISMATCH);
  if (!object.eventTime) {
    // What is about nothing in a namespace is told in the default one.
    return (about || 'default') === namespace ? [] : [mismatch];
  }
  const errors: FieldError[] = [];
  const isToldAnywhere = ['default', 'kube-system'].includes(namespace);
  if (!about && !isToldAnywhere) {
    errors.push(mismatch);
  }
  const reporterField = isCore ? 'reportingComponent' : 'reportingController';
  const reporter = readString(object, reporterField);
  if (!reporter) {
    errors.push(required(reporterField));
  }
  errors.push(
    ...validateQualifiedName(reporter).map(problem =>
      invalid(reporterField, reporter, problem),
    ),
  );
  for (const field of ['reportingInstance', 'action', 'reason']) {
    const text = readString(object, field);
    if (!text) {
      errors.push(required(field));
    }
    if (text.length > 128) {
      errors.push(invalid(field, '', 'can have at most 128 characters'));
    }
  }
  if (readString(object, isCore ? 'message' : 'note').length > 1024) {
    errors.push(invalid('message', '', 'can have at most 1024 characters'));
  }
  return errors;
}

/** Checks what only a new event of events.k8s.io has to be. */
export function validateNewEvent(object: KubeObject): FieldError[] {
  if (object.apiVersion === 'v1') {
    return [];
  }
  const type = readString(object, 'type');
  return [
    ...(object.eventTime ? [] : [required('eventTime')]),
    ...(['Normal', 'Warning'].includes(type)
      ? []
      : [invalid('type', '', `has invalid value: ${type}`)]),
  ];
}
