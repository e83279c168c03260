import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Attachment } from "../live/frames.ts";
import { call, Refusal } from "../live/rest.ts";
import { formatSize } from "./size.ts";
import { upload, type Way } from "./upload.ts";
import { t } from "./words.ts";

/** A file that was chosen: on its way, there, or refused with the reason in words. */
export interface Chosen {
  readonly key: number;
  readonly file: File;
  /** To look at a picture before it is sent. */
  readonly preview: string | null;
  readonly part: number;
  readonly sent?: Attachment;
  readonly problem?: string;
  /** Whether sending the same again could help. */
  readonly again?: boolean;
}

export interface FileLimits {
  readonly max_file_bytes: number;
  readonly max_attachments: number;
}

let keys = 0;
const known = new Map<string, Attachment>();

/** What was sent from this page, for its echo: the message itself tells it to everybody else. */
export function sentFile(id: string): Attachment | undefined {
  return known.get(id);
}

/**
 * The files of one message that is being written. Each leaves as soon as it is chosen. They last as long as the page: after
 * a reload they have to be chosen again.
 */
export class Attaching {
  readonly #chosen = signal<readonly Chosen[]>([]);
  readonly #cancels = new Map<number, () => void>();
  readonly #way: () => Promise<Way>;
  readonly #limits: () => FileLimits;
  readonly waits = computed(() => this.#chosen.value.some((one) => !one.sent && !one.problem));
  readonly ready = computed(() => this.#chosen.value.flatMap((one) => (one.sent ? [one.sent] : [])));

  constructor(way: () => Promise<Way>, limits: () => FileLimits) {
    this.#way = way;
    this.#limits = limits;
  }

  get chosen(): ReadonlySignal<readonly Chosen[]> {
    return this.#chosen;
  }

  add(files: Iterable<File>): void {
    const { max_file_bytes, max_attachments } = this.#limits();
    for (const file of files) {
      const usable = this.#chosen.peek().filter((one) => !one.problem).length;
      const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
      const one: Chosen = { key: ++keys, file, preview, part: 0 };
      const problem =
        usable >= max_attachments
          ? t("too_many", { n: max_attachments })
          : file.size > max_file_bytes
            ? t("too_large", { size: formatSize(max_file_bytes) })
            : undefined;
      this.#chosen.value = [...this.#chosen.peek(), problem ? { ...one, problem } : one];
      if (!problem) void this.#send(one);
    }
  }

  retry(key: number): void {
    const one = this.#chosen.peek().find((other) => other.key === key);
    if (!one) return;
    this.#change(key, ({ file, preview }) => ({ key, file, preview, part: 0 }));
    void this.#send(one);
  }

  remove(key: number): void {
    const one = this.#chosen.peek().find((other) => other.key === key);
    this.#cancels.get(key)?.();
    if (one?.sent) void this.#forget(one.sent.id);
    this.#drop((other) => other.key === key);
  }

  /** What the message takes with it. What was refused stays, so that one sees what is missing. */
  take(): readonly Attachment[] {
    const ready = this.ready.peek();
    this.#drop((one) => !!one.sent);
    return ready;
  }

  async #send({ key, file }: Chosen): Promise<void> {
    try {
      const way = await this.#way();
      const { done, cancel } = upload(way, file, (part) => this.#change(key, (one) => ({ ...one, part })));
      this.#cancels.set(key, cancel);
      const sent = await done;
      known.set(sent.id, sent);
      this.#change(key, (one) => ({ ...one, sent, part: 1 }));
    } catch (problem) {
      const refused = problem instanceof Refusal ? problem : new Refusal(0, {});
      const words = refused.message || t("failed");
      this.#change(key, (one) => ({ ...one, problem: words, again: refused.retryable }));
    } finally {
      this.#cancels.delete(key);
    }
  }

  async #forget(id: string): Promise<void> {
    const { base, token } = await this.#way();
    // The server forgets it by itself in a while.
    await call(`${base}/files/${id}`, { method: "DELETE", token }).catch(() => {});
  }

  #change(key: number, change: (one: Chosen) => Chosen): void {
    this.#chosen.value = this.#chosen.peek().map((one) => (one.key === key ? change(one) : one));
  }

  #drop(which: (one: Chosen) => boolean): void {
    for (const one of this.#chosen.peek()) if (which(one) && one.preview) URL.revokeObjectURL(one.preview);
    this.#chosen.value = this.#chosen.peek().filter((one) => !which(one));
  }
}

/** The files in what was pasted or dropped; none where it is text. */
export function filesIn(data: DataTransfer | null | undefined): File[] {
  return [...(data?.files ?? [])];
}
