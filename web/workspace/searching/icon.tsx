/** Lines that become shorter, for the button that narrows the list. */
export function FilterIcon({ size = 20 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M3.5 5.500h13M6 10h8M8.500 14.500h3" />
    </svg>
  );
}

/** The other way than the arrow of a menu. */
export function UpIcon({ size = 20 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d="m5 12.5 5-5 5 5" />
    </svg>
  );
}
