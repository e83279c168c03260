import type { ComponentChildren } from "preact";

function Mark({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const ClipMark = () => (
  <Mark>
    <path d="m15.8 9.300-5.900 5.900a3.700 3.700 0 0 1-5.200-5.200l6.300-6.300a2.500 2.500 0 0 1 3.500 3.500l-6.200 6.200a1.200 1.200 0 0 1-1.700-1.700l5.500-5.500" />
  </Mark>
);
export const CrossMark = () => (
  <Mark>
    <path d="m5.500 5.500 9 9m0-9-9 9" />
  </Mark>
);
export const RetryMark = () => (
  <Mark>
    <path d="M16 10a6 6 0 1 1-1.800-4.300l1.800 1.800M16 4v3.500h-3.500" />
  </Mark>
);
export const FileMark = () => (
  <Mark>
    <path d="M11.500 3H6.500A1.500 1.500 0 0 0 5 4.500v11A1.500 1.500 0 0 0 6.500 17h7a1.500 1.500 0 0 0 1.500-1.500v-9ZM11.500 3v3.500H15" />
  </Mark>
);
export const KeepMark = () => (
  <Mark>
    <path d="M10 3.500v9m-3.600-3.400 3.600 3.600 3.600-3.600M4 16.500h12" />
  </Mark>
);
