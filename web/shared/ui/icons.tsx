import type { ComponentChildren, JSX } from "preact";

/* Drawn for Deskbell on a 20-unit square with 1.6-unit strokes. They are decoration: whoever shows one without words
   beside it names the control that it stands in. */

export interface IconProps {
  size?: number;
  class?: string;
}

export type Icon = (props: IconProps) => JSX.Element;

function drawn(children: ComponentChildren, options: { mirrored?: boolean; filled?: boolean } = {}): Icon {
  return function DrawnIcon({ size = 20, class: className }) {
    return (
      <svg
        class={className}
        width={size}
        height={size}
        viewBox="0 0 20 20"
        fill={options.filled ? "currentColor" : "none"}
        stroke={options.filled ? "none" : "currentColor"}
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
        focusable="false"
        data-mirrored={options.mirrored ? "" : undefined}
      >
        {children}
      </svg>
    );
  };
}

/** The mark: a desk bell, seen from the side. */
export const BellMark = drawn(
  <>
    <path d="M10 3.1a1.1 1.1 0 0 1 1.1 1.1v.95A6.9 6.9 0 0 1 16.9 12v.6H3.1V12a6.9 6.9 0 0 1 5.8-6.85V4.2A1.1 1.1 0 0 1 10 3.1Z" />
    <rect x="2" y="14.2" width="16" height="2.7" rx="1.35" />
  </>,
  { filled: true },
);

export const BellIcon = drawn(
  <>
    <path d="M10 3.300a4.700 4.700 0 0 0-4.700 4.700c0 4-1.800 5.400-1.800 5.400h13s-1.800-1.400-1.800-5.400A4.700 4.700 0 0 0 10 3.300Z" />
    <path d="M8.300 16.300a1.900 1.900 0 0 0 3.400 0" />
  </>,
);
export const PlusIcon = drawn(<path d="M10 4v12M4 10h12" />);
export const CloseIcon = drawn(<path d="m5 5 10 10M15 5 5 15" />);
export const CheckIcon = drawn(<path d="m4.5 10.5 3.7 3.7 7.3-8.4" />);
export const CopyIcon = drawn(
  <>
    <rect x="7.2" y="7.2" width="9.3" height="9.3" rx="2" />
    <path d="M12.8 4.6A2 2 0 0 0 11 3.5H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 1.1 1.8" />
  </>,
);
export const EyeIcon = drawn(
  <>
    <path d="M1.8 10S4.7 4.6 10 4.6 18.2 10 18.2 10 15.3 15.4 10 15.4 1.8 10 1.8 10Z" />
    <circle cx="10" cy="10" r="2.4" />
  </>,
);
export const EyeOffIcon = drawn(
  <path d="M3 3l14 14M8 4.8c.6-.1 1.3-.2 2-.2 5.3 0 8.2 5.4 8.2 5.400a15 15 0 0 1-2.3 2.900M5.1 5.900A14 14 0 0 0 1.8 10S4.7 15.4 10 15.400c1.7 0 3.1-.5 4.3-1.300M8.3 8.300a2.4 2.4 0 0 0 3.4 3.4" />,
);
export const ChevronDownIcon = drawn(<path d="m5 7.5 5 5 5-5" />);
export const ChevronEndIcon = drawn(<path d="m7.5 5 5 5-5 5" />, { mirrored: true });
export const ChevronStartIcon = drawn(<path d="m12.5 5-5 5 5 5" />, { mirrored: true });
export const ArrowOutIcon = drawn(
  <path d="M11.5 3.500h5v5M16.2 3.8 9.5 10.500M8 4.500H5.500a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2V12" />,
  { mirrored: true },
);
export const PencilIcon = drawn(
  <path d="m3.5 16.5.8-3.500L13.6 3.700a1.5 1.5 0 0 1 2.1 0l.6.6a1.5 1.5 0 0 1 0 2.100L7 15.700l-3.5.8ZM12 5.3 14.7 8" />,
);
export const KeyIcon = drawn(
  <>
    <circle cx="6.6" cy="13.4" r="3.1" />
    <path d="m8.9 11.1 7.6-7.600M13.5 6.500l2.3 2.300M11.3 8.700l1.5 1.5" />
  </>,
);
export const MailIcon = drawn(
  <>
    <rect x="2.5" y="4.5" width="15" height="11" rx="2" />
    <path d="m3 6 7 5.300L17 6" />
  </>,
);
export const PersonIcon = drawn(
  <>
    <circle cx="10" cy="6.7" r="3.2" />
    <path d="M3.8 16.800c.7-3.2 3.2-5 6.2-5s5.5 1.8 6.2 5" />
  </>,
);
export const PeopleIcon = drawn(
  <>
    <circle cx="7.5" cy="7" r="2.9" />
    <path d="M2 16.200c.6-2.9 2.8-4.5 5.5-4.500s4.9 1.6 5.5 4.500M12.6 4.400a2.9 2.9 0 0 1 0 5.200M15 12.100c1.6.7 2.7 2.1 3.1 4.1" />
  </>,
);
export const ChatIcon = drawn(
  <path d="M10 3.500c4.3 0 7.5 2.7 7.5 6.200s-3.2 6.2-7.5 6.200c-.9 0-1.8-.1-2.6-.3L3.5 17l.9-3.200a5.8 5.8 0 0 1-1.9-4.100c0-3.5 3.2-6.2 7.5-6.200Z" />,
);
export const SendIcon = drawn(<path d="M3.3 4.1 17 10 3.3 15.9 5 10 3.3 4.100ZM5 10h5.5" />, {
  mirrored: true,
});
export const SmileIcon = drawn(
  <>
    <circle cx="10" cy="10" r="7.200" />
    <path d="M6.800 11.500a3.600 3.600 0 0 0 6.400 0M7.600 7.800v.4M12.400 7.800v.4" />
  </>,
);
/** A page with a bolt: words that are there at once. */
export const SavedReplyIcon = drawn(
  <>
    <path d="M16.500 9V5a2 2 0 0 0-2-2h-9a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h4M6.500 6.800h7M6.500 10h3" />
    <path d="m14.200 10-2.700 4h4.400l-2.500 3.600" />
  </>,
);
export const QuoteIcon = drawn(<path d="m8 5-4.500 4L8 13M3.500 9H11a5.500 5.500 0 0 1 5.500 5.500V16" />, {
  mirrored: true,
});
export const SearchIcon = drawn(
  <>
    <circle cx="8.8" cy="8.8" r="5.3" />
    <path d="m12.8 12.8 4 4" />
  </>,
);
export const GlobeIcon = drawn(
  <>
    <circle cx="10" cy="10" r="7.3" />
    <path d="M2.9 10h14.200M10 2.700c2 2 3 4.5 3 7.300s-1 5.3-3 7.300c-2-2-3-4.5-3-7.300s1-5.3 3-7.300Z" />
  </>,
);
export const SunIcon = drawn(
  <>
    <circle cx="10" cy="10" r="3.3" />
    <path d="M10 2v1.700M10 16.300V18M2 10h1.700M16.3 10H18M4.3 4.300l1.2 1.200M14.5 14.500l1.2 1.200M15.7 4.300l-1.2 1.200M5.5 14.500l-1.2 1.2" />
  </>,
);
export const MoonIcon = drawn(<path d="M16.8 11.900A7 7 0 0 1 8.1 3.200a7 7 0 1 0 8.7 8.700Z" />);
export const ScreenIcon = drawn(
  <>
    <rect x="2.5" y="3.8" width="15" height="10" rx="1.8" />
    <path d="M7 16.800h6M10 13.800v3" />
  </>,
);
export const SignOutIcon = drawn(
  <path d="M8 3.500H5.500a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2H8M12.8 6.500l3.5 3.5-3.5 3.500M16 10H8" />,
  { mirrored: true },
);
export const WarningIcon = drawn(
  <>
    <path d="M8.7 3.700a1.5 1.5 0 0 1 2.6 0l6 10.600a1.5 1.5 0 0 1-1.3 2.200H4a1.5 1.5 0 0 1-1.3-2.200l6-10.600Z" />
    <path d="M10 7.800v3.400M10 13.700v.1" />
  </>,
);
export const InfoIcon = drawn(
  <>
    <circle cx="10" cy="10" r="7.3" />
    <path d="M10 9.300v4.200M10 6.500v.1" />
  </>,
);
export const RetryIcon = drawn(<path d="M16.5 10a6.5 6.5 0 1 1-1.9-4.600l1.9 1.900M16.5 3.500v3.800h-3.8" />);
export const DownloadIcon = drawn(<path d="M10 3.5v9m-3.6-3.4 3.6 3.6 3.6-3.6M4 16.5h12" />);
export const ClockIcon = drawn(
  <>
    <circle cx="10" cy="10" r="7.3" />
    <path d="M10 5.800V10l2.8 1.8" />
  </>,
);
export const GearIcon = drawn(
  <>
    <circle cx="10" cy="10" r="2.5" />
    <path d="M10 2.500v2M10 15.500v2M2.5 10h2M15.5 10h2M4.7 4.700l1.4 1.400M13.9 13.900l1.4 1.400M15.3 4.700l-1.4 1.400M6.1 13.900l-1.4 1.4" />
  </>,
);
export const MoreIcon = drawn(
  <>
    <circle cx="4.5" cy="10" r="1.5" />
    <circle cx="10" cy="10" r="1.5" />
    <circle cx="15.5" cy="10" r="1.5" />
  </>,
  { filled: true },
);
export const CodeIcon = drawn(<path d="m6.5 6-4 4 4 4M13.5 6l4 4-4 4M11.5 4.500l-3 11" />);
export const DiceIcon = drawn(
  <>
    <rect x="3" y="3" width="14" height="14" rx="3" />
    <path d="M7 7v.1M13 7v.1M10 10v.1M7 13v.1M13 13v.1" stroke-width="2" />
  </>,
);
export const InboxIcon = drawn(
  <path d="M2.8 11.5 5 4.700a1.5 1.5 0 0 1 1.4-1h7.200a1.5 1.5 0 0 1 1.4 1l2.2 6.800v3.300a1.5 1.5 0 0 1-1.5 1.500H4.300a1.5 1.5 0 0 1-1.5-1.500v-3.300ZM2.8 11.500h4.400c.3 1.5 1.4 2.3 2.8 2.300s2.5-.8 2.8-2.300h4.4" />,
);
export const HelpIcon = drawn(
  <>
    <circle cx="10" cy="10" r="7.3" />
    <path d="M7.9 7.900a2.1 2.1 0 1 1 3.2 1.800c-.7.5-1.1.9-1.1 1.700M10 13.900v.1" />
  </>,
);
export const PlayIcon = drawn(
  <path d="M6 4.2v11.600a.6.6 0 0 0 .9.5l9.2-5.800a.6.6 0 0 0 0-1L6.900 3.700a.6.6 0 0 0-.9.5Z" />,
  {
    filled: true,
  },
);
