import { Refusal } from "@shared/api/index.ts";
import { t } from "../words.ts";

const SIDE = 512;
const LARGEST = 2 * 1024 * 1024;

/**
 * A file as the server takes it, in base64: its middle, made small here, so that a photograph of a telephone need not
 * travel. What this browser cannot read goes as it is, and the server says what is wrong with it.
 */
export async function pictureOf(file: File): Promise<string> {
  const small = await squared(file).catch(() => null);
  const sent = small ?? file;
  if (sent.size > LARGEST) throw new Refusal({ code: "too_large", message: t("picture.too_large") });
  return base64(sent);
}

async function squared(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file);
  const side = Math.min(picture.width, picture.height);
  const to = Math.min(side, SIDE);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = to;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, to, to);
  picture.close();
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function base64(blob: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
}
