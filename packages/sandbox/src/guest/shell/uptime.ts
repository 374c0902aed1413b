/** How long something has been running, as `uptime` says it. */
export function uptimeOf(since: Date, now: Date): string {
  const minutes = Math.max(
    0,
    Math.floor((now.getTime() - since.getTime()) / 60_000),
  );
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const clock = hours
    ? `${hours}:${String(rest).padStart(2, '0')}`
    : `${rest} min`;
  return days ? `${days} day${days > 1 ? 's' : ''}, ${clock}` : clock;
}
