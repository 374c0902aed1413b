import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonIcon,
  DialogTrigger,
  Flex,
  Popover,
  Text,
} from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import { kubedcTranslationRef } from '../../translation';

/** Why an operation on a row did not happen: opens by itself, and stays at hand until dismissed. */
export function RowProblem({
  title,
  message,
  onDismiss,
}: {
  title: string;
  message: string;
  onDismiss: () => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <DialogTrigger defaultOpen>
      <ButtonIcon
        variant="tertiary"
        size="small"
        aria-label={title}
        icon={<RiErrorWarningLine size={16} color="var(--bui-fg-negative)" />}
      />
      <Popover placement="bottom end" aria-label={title}>
        <Flex direction="column" gap="2" style={{ maxWidth: '24rem' }}>
          <Text weight="bold">{title}</Text>
          <Text as="p" role="alert">
            {message}
          </Text>
          <Flex justify="end">
            <Button variant="secondary" size="small" onPress={onDismiss}>
              {t('operations.clear')}
            </Button>
          </Flex>
        </Flex>
      </Popover>
    </DialogTrigger>
  );
}
