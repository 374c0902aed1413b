import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { formatAbsolute, formatSpan, parseTime } from '../../lib/time';
import { kubedcTranslationRef } from '../../translation';

/** How old the last word of the platform is; the moment itself on hover. */
export function Lag({
  since,
}: {
  /** RFC 3339; absent when there was no word yet. */
  since: string | undefined;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, [since]);

  const time = since === undefined ? undefined : parseTime(since);
  if (since === undefined || time === undefined) {
    return <span>{t('facts.none')}</span>;
  }
  return (
    <time dateTime={since} title={formatAbsolute(time)}>
      {formatSpan(now - time)}
    </time>
  );
}
