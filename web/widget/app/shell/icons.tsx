import type { JSX } from "preact";

function drawn(path: string, mirrored = false): () => JSX.Element {
  return () => (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      aria-hidden="true"
      data-mirrored={mirrored ? "" : undefined}
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

export const BackIcon = drawn("M12.5 4.5 7 10l5.5 5.5", true);
export const CloseIcon = drawn("m5 5 10 10M15 5 5 15");
export const EndIcon = drawn("M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7 10.200l2.2 2.2L13.2 8");
export const ClipIcon = drawn("m16 9-6 6a3 3 0 0 1-5-4l7-7a2 2 0 0 1 3 3l-6 7");
export const SendIcon = drawn("M3.5 10 17 3.5 13 17l-3.2-5.8L3.5 10ZM9.8 11.2 17 3.5", true);
export const BellIcon = drawn("M3.5 13.2a6.5 6.5 0 0 1 13 0ZM10 6.7V4.5M8.7 4.2h2.6M2.500 16h15");
