import { readdir, readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const WORTH_IT = /\.(js|css|html|svg|json)$/;
const SMALL = 512;

/** Writes `name.gz` and `name.br` beside each text file, once at build time instead of at every request. */
export async function precompress(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  await Promise.all(
    files
      .filter((file) => file.isFile() && WORTH_IT.test(file.name))
      .map((file) => compress(`${file.parentPath}/${file.name}`)),
  );
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < SMALL) return;
  const size = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  await Promise.all([
    promisify(gzip)(content, { level: 9 }).then((gz) => writeFile(`${path}.gz`, gz)),
    promisify(brotliCompress)(content, { params: size }).then((br) => writeFile(`${path}.br`, br)),
  ]);
}
