import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What every build and every test has in common; build.ts adds the entries, one build for each app. */
export default defineConfig({
  root: here("."),
  // Catalogues are read whole: a name for each line would only weigh.
  json: { namedExports: false },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: [
      { find: /^@shared\//, replacement: here("shared/") },
      { find: /^react$/, replacement: "preact/compat" },
      { find: /^react-dom$/, replacement: "preact/compat" },
      { find: /^react-dom\/client$/, replacement: "preact/compat/client" },
      { find: /^react\/jsx-runtime$/, replacement: "preact/jsx-runtime" },
    ],
    dedupe: ["preact", "@preact/signals"],
  },
  test: {
    environment: "happy-dom",
    include: ["**/*.test.{ts,tsx}"],
    server: { deps: { inline: [/@base-ui\//, /@preact\/signals/] } },
  },
});
