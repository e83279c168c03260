/**
 * Builds every app into src/deskbell/web, each by itself, so that nothing an app does not use reaches its pages.
 *
 *   node build.ts            once, with .gz and .br beside each file
 *   node build.ts --watch    again at every change
 */
import { globSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type InlineConfig, type Plugin } from "vite";
import { precompress } from "./precompress.ts";

const web = fileURLToPath(new URL(".", import.meta.url));
const served = fileURLToPath(new URL("../src/deskbell/web", import.meta.url));
const watch = process.argv.includes("--watch");
const out = watch ? served : await scratch();
const pages = ["widget/app", "workspace", "console", "preview"];

const TOKEN = /(--[\w-]+):([^;{}]*);/g;

/** One page: hashed files under /assets/, nothing inline, so that it runs under `script-src 'self'`. */
function page(folder: string): InlineConfig {
  return {
    ...shared(),
    plugins: folder === "widget/app" ? [fetchedUntilTheyCome(), usedTokensOnly()] : [],
    css: folder === "widget/app" ? { modules: { generateScopedName: shortNames() } } : {},
    build: {
      ...shared().build,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: `${web}${folder}/index.html`,
        output: {
          entryFileNames: `assets/${name(folder)}-[hash].js`,
          chunkFileNames: `assets/${name(folder)}-[name]-[hash].js`,
          // A font has one address on all pages, so that it is fetched once.
          assetFileNames: ({ names }) =>
            `assets/${names[0]?.endsWith(".woff2") ? "" : `${name(folder)}-`}[name]-[hash][extname]`,
        },
      },
    },
  };
}

/**
 * Vite wraps each lazy import in 1.3 KB of code that looks for style sheets to load first. The widget's lazy parts have
 * none, and it is the one app where that weighs. What it needs instead: a part that does not come, because the visitor
 * is in a tunnel or the server restarts, is asked for again after a while that is longer each time.
 */
function fetchedUntilTheyCome(): Plugin {
  const code = `
    const fetched = (load, wait) =>
      load().catch(() => new Promise((wake) => setTimeout(wake, wait)).then(() => fetched(load, Math.min(wait * 2, 3e4))));
    export const __vitePreload = (load) => fetched(load, 500);`;
  return {
    name: "deskbell:fetched-until-they-come",
    transform: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => ({ code, map: null }),
    },
  };
}

/** Classes as c0, c1, c2 …: with what Vite makes of file, name and line the widget weighs 2 % more. */
function shortNames(): (name: string, file: string) => string {
  const names = new Map<string, string>();
  // Files are read side by side; numbered as they come, no two builds would weigh the same.
  for (const file of globSync([
    `${web}widget/app/**/*.module.css`,
    `${web}shared/thread/*.module.css`,
  ]).sort())
    for (const [, name] of readFileSync(file, "utf8").matchAll(/\.([a-z][\w-]*)/gi))
      if (!names.has(`${file} ${name}`)) names.set(`${file} ${name}`, `c${names.size.toString(36)}`);
  return (name, file) => {
    const whole = `${file} ${name}`;
    const short = names.get(whole) ?? `c${names.size.toString(36)}`;
    names.set(whole, short);
    return short;
  };
}

/** Leaves out of tokens.css what no style of the widget names: half of the palette is the Workspace's alone. */
function usedTokensOnly(): Plugin {
  const folders = ["widget/app", "shared/thread"];
  const styles = folders.flatMap((folder) => globSync(`${web}${folder}/**/*.css`));
  const named = (css: string) => [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
  const used = new Set(styles.flatMap((file) => named(readFileSync(file, "utf8"))));
  return {
    name: "deskbell:used-tokens-only",
    enforce: "pre",
    transform: {
      filter: { id: /shared\/ui\/tokens\.css$/ },
      handler(css) {
        for (let size = 0; size < used.size; ) {
          size = used.size;
          // A token may be made of others.
          for (const [, name, value] of css.matchAll(TOKEN))
            if (used.has(name)) for (const one of named(value ?? "")) used.add(one);
        }
        return { code: css.replaceAll(TOKEN, (all, name) => (used.has(name) ? all : "")), map: null };
      },
    },
  };
}

/** The loader: one classic script with a lasting name, written into other people's pages. */
function loader(): InlineConfig {
  return {
    ...shared(),
    build: {
      ...shared().build,
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: {
        input: `${web}widget/loader/main.ts`,
        output: { format: "iife", entryFileNames: "widget.js" },
      },
    },
  };
}

/** The Workspace's service worker, and what it keeps: scripts with lasting names, or browsers would hold on to old ones. */
function classic(name: string): InlineConfig {
  return {
    ...shared(),
    build: {
      ...shared().build,
      rolldownOptions: {
        input: `${web}workspace/app/${name}.ts`,
        output: { format: "iife", entryFileNames: `${name}.js` },
      },
    },
  };
}

/** The style of pages that the server writes itself: one file with a lasting name, and no script. */
function plain(): InlineConfig {
  return {
    ...shared(),
    build: {
      ...shared().build,
      rolldownOptions: {
        input: `${web}plain/plain.css`,
        output: { assetFileNames: "[name][extname]" },
      },
    },
  };
}

function shared(): InlineConfig {
  return {
    configFile: `${web}vite.config.ts`,
    base: "/",
    publicDir: false,
    logLevel: "warn",
    build: {
      outDir: out,
      emptyOutDir: false,
      target: "es2022",
      reportCompressedSize: false,
      watch: watch ? {} : null,
    },
  };
}

function name(folder: string): string {
  return folder.split("/")[0] ?? folder;
}

/** A whole build replaces the served one at its end, so that a running server never sees half of one. */
async function scratch(): Promise<string> {
  await mkdir(`${web}node_modules/.cache`, { recursive: true });
  return mkdtemp(`${web}node_modules/.cache/build-`);
}

async function buildAll(): Promise<void> {
  for (const folder of pages) await build(page(folder));
  await build(loader());
  await build(classic("worker"));
  await build(classic("back"));
  await build(plain());
  await copyFile(`${web}shared/ui/bell.svg`, `${out}/bell.svg`);
  for (const icon of ["icon-192.png", "icon-512.png", "icon-maskable.png"]) {
    await copyFile(`${web}workspace/app/${icon}`, `${out}/${icon}`);
  }
  // A font travels with its licence.
  await copyFile(`${web}node_modules/@fontsource-variable/inter/LICENSE`, `${out}/assets/inter-licence.txt`);
}

if (watch) {
  // Packed files of an earlier build would hide every change from browsers that take them.
  await rm(served, { recursive: true, force: true });
  await buildAll();
} else {
  try {
    await buildAll();
    await precompress(out);
    await rm(served, { recursive: true, force: true });
    await rename(out, served);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
