import type { IconProps } from "@shared/ui/icons.tsx";

/** A list with boxes. */
export function SelectIcon({ size = 20 }: IconProps) {
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
    >
      <path d="m3 5.500 1.300 1.300L6.800 4M3 13.500l1.300 1.300 2.500-2.800M10 5.500h7M10 13.500h7" />
    </svg>
  );
}
