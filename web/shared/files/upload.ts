import { language } from "../i18n/index.ts";
import type { Attachment } from "../live/frames.ts";
import { Refusal } from "../live/rest.ts";

/** Where files go, and who sends them: a visitor has a token, an agent a cookie. */
export interface Way {
  readonly base: string;
  readonly token?: string | undefined;
}

/** Sends one file and tells how much of it has left; `fetch` cannot tell that. */
export function upload(
  way: Way,
  file: File,
  progress: (part: number) => void,
): { readonly done: Promise<Attachment>; readonly cancel: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<Attachment>((resolve, reject) => {
    request.open("POST", `${way.base}/files`);
    request.responseType = "json";
    request.setRequestHeader("Accept-Language", language.peek());
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    if (way.token) request.setRequestHeader("Authorization", `Bearer ${way.token}`);
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () =>
      request.status < 300
        ? resolve(request.response)
        : reject(new Refusal(request.status, request.response ?? {}));
    request.onerror = request.onabort = () => reject(new Refusal(0, {}));
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}
