import LinearProgress from '@mui/material/LinearProgress';

/** Default export for `React.lazy`: the library behind it must not be part of the card's first chunk. */
export default function ProgressLine({ label }: { label: string }) {
  return <LinearProgress aria-label={label} />;
}
