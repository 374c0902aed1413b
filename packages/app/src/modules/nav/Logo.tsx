/** The mark: a hexagon, Kubernetes' shape, with a server's three rows in it. */
const Mark = () => (
  <>
    <path d="M16 2 28 9v14l-12 7L4 23V9z" fill="#2dd4bf" />
    <path
      d="M10 11.5h12M10 16h12M10 20.5h12"
      stroke="#0e1626"
      strokeWidth="2.4"
      strokeLinecap="round"
    />
    <circle cx="21.4" cy="11.5" r="1" fill="#2dd4bf" />
    <circle cx="21.4" cy="16" r="1" fill="#2dd4bf" />
    <circle cx="21.4" cy="20.5" r="1" fill="#2dd4bf" />
  </>
);

/** The mark alone, for the folded sidebar. */
export const LogoIcon = () => (
  <svg viewBox="0 0 32 32" height={28} role="img" aria-label="Kube-DC">
    <Mark />
  </svg>
);

/** Mark and name. */
export const LogoFull = () => (
  <svg viewBox="0 0 132 32" height={28} role="img" aria-label="Kube-DC">
    <Mark />
    <text
      x="38"
      y="23"
      fill="#ffffff"
      fontFamily="system-ui, sans-serif"
      fontSize="20"
      fontWeight="650"
      letterSpacing="-0.3"
    >
      Kube-DC
    </text>
  </svg>
);
