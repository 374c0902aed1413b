import { DateTime } from 'luxon';
import { useEffect, useState } from 'react';

/** Under a minute the exact second says nothing and flickers. */
const NOW_SECONDS = 45;

function relative(value: DateTime, now: DateTime, short: boolean): string {
  const seconds = Math.abs(now.diff(value, 'seconds').seconds);
  if (seconds < NOW_SECONDS) {
    return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(
      0,
      'second',
    );
  }
  return value.toRelative({ base: now, style: short ? 'short' : 'long' }) ?? '';
}

/** A moment as people say it, the exact one on hover. */
export function RelativeTime({
  value,
  short = false,
}: {
  /** RFC 3339. */
  value: string;
  /** Abbreviates the unit, where room is scarce. */
  short?: boolean;
}) {
  const [now, setNow] = useState(() => DateTime.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(DateTime.now()), 30_000);
    return () => clearInterval(timer);
  }, []);

  const moment = DateTime.fromISO(value);
  if (!moment.isValid) {
    return <span>–</span>;
  }
  return (
    <time
      dateTime={value}
      title={moment.toLocaleString(DateTime.DATETIME_MED_WITH_SECONDS)}
    >
      {relative(moment, now, short)}
    </time>
  );
}
