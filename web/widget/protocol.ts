/**
 * What the loader (on somebody's page) and the chat (in a frame on our origin) say to each other by `postMessage`. Each side
 * checks origin and source of what it hears. Nothing secret is ever said: the visitor's token stays in the frame.
 */
export const MARK = "deskbell";

export interface PageSeen {
  /** Without its query and fragment: they may hold what is nobody's business. */
  readonly url: string;
  readonly title: string;
  readonly referrer: string;
}

export type ToFrame =
  | {
      readonly say: "hello";
      readonly language?: string;
      readonly theme?: string;
      readonly open: boolean;
      readonly page: PageSeen;
    }
  | { readonly say: "open"; readonly page: PageSeen }
  | { readonly say: "close" }
  | { readonly say: "start"; readonly text: string }
  | { readonly say: "language"; readonly language?: string }
  | { readonly say: "theme"; readonly theme?: string }
  | { readonly say: "logout" };

export type ToLoader =
  /** The only one said before the frame knows whom it talks to. */
  | { readonly say: "hello" }
  | { readonly say: "close" }
  /** A visitor exists: the next page should listen for answers without being opened. */
  | { readonly say: "known"; readonly known: boolean }
  | { readonly say: "unread"; readonly unread: number }
  | { readonly say: "event"; readonly name: string; readonly detail?: unknown };
