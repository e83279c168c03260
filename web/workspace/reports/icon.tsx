/** Bars of different heights. */
export function ReportsIcon({ size = 20, class: look }: { size?: number; class?: string }) {
  return (
    <svg
      class={look}
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
      <path d="M3.5 16.5h13M6 13.500v-3M10 13.500v-8M14 13.500v-5.500" />
    </svg>
  );
}
