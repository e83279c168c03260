/** A keyboard, for the button that lists the keys. */
export function KeyboardIcon({ size = 20 }: { size?: number }) {
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
      <rect x="2" y="5" width="16" height="10.5" rx="2" />
      <path d="M5.3 8.300v.1M8.400 8.300v.1M11.600 8.300v.1M14.700 8.300v.1M7 12.200h6" />
    </svg>
  );
}
