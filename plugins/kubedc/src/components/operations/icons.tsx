import {
  RiDeleteBinLine,
  RiFlashlightLine,
  RiPauseLine,
  RiPlayLine,
  RiRestartLine,
  RiStopLine,
} from '@remixicon/react';

const icons: Record<string, JSX.Element> = {
  start: <RiPlayLine size={16} />,
  unpause: <RiPlayLine size={16} />,
  stop: <RiStopLine size={16} />,
  pause: <RiPauseLine size={16} />,
  restart: <RiRestartLine size={16} />,
  delete: <RiDeleteBinLine size={16} />,
};

/** The verb of an operation's id, `{noun}:{verb}`. */
export function verbOf(operation: string): string {
  return operation.slice(operation.indexOf(':') + 1);
}

/** Icon of an operation by its verb: the same for every kind. */
export function operationIcon(operation: string): JSX.Element {
  const verb = verbOf(operation);
  return Object.hasOwn(icons, verb) ? (
    icons[verb]
  ) : (
    <RiFlashlightLine size={16} />
  );
}
