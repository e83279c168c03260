/** A label on a string. */
export function TagIcon({ size = 20 }: { size?: number }) {
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
      <path d="M3 4.500v5.200l7.600 7.600 6.200-6.200L9.200 3.500H4a1 1 0 0 0-1 1Z" />
      <circle cx="6.600" cy="7.100" r="0.900" />
    </svg>
  );
}
