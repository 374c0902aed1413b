import { useEffect, useState } from 'react';
import { formatAbsolute, formatRelative, parseTime } from '../../lib/time';

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
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);

  const time = parseTime(value);
  if (time === undefined) {
    return <span>–</span>;
  }
  return (
    <time dateTime={value} title={formatAbsolute(time)}>
      {formatRelative(time, now, short)}
    </time>
  );
}
