/** Something that leaves for elsewhere, by two ways. */
export function HookIcon({ size = 20 }: { size?: number }) {
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
      <circle cx="10" cy="5.500" r="2.500" />
      <circle cx="5" cy="14" r="2.500" />
      <circle cx="15" cy="14" r="2.500" />
      <path d="M8.800 7.800 6.300 11.800M11.200 7.800l2.500 4M7.500 14h5" />
    </svg>
  );
}
