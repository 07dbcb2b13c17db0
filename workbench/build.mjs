// Builds the page of the workbench into src/truceline/serve/page: one script with what each view needs loaded when the
// view is opened, one style, the outlines of countries, and the licences of what is bundled. `--watch` builds again at
// every change, `--out FOLDER` builds elsewhere.
import { build, context } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const given = process.argv.indexOf("--out");
const out = given > 0 ? process.argv[given + 1] : join(here, "../src/truceline/serve/page");
const watch = process.argv.includes("--watch");

/** The packages whose code is in the bundle, with their licence texts. */
function licences(inputs) {
  const names = new Set();
  for (const path of Object.keys(inputs)) {
    const found = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/);
    if (found) names.add(found[1]);
  }
  names.add("world-atlas");
  const parts = [...names].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const text = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file)).map((file) => readFileSync(join(folder, file), "utf8"));
    return `${name} ${about.version} (${about.license})\n\n${text.join("\n").trim()}\n`;
  });
  return parts.join(`\n${"-".repeat(80)}\n\n`);
}

const finish = {
  name: "finish",
  setup(made) {
    made.onEnd((result) => {
      if (result.errors.length) return;
      copyFileSync(join(here, "src/index.html"), join(out, "index.html"));
      // app.css holds the styles of all views; those of single views beside it are never asked for
      for (const file of readdirSync(out)) if (/-[A-Z0-9]{8}\.css$/.test(file)) rmSync(join(out, file));
      copyFileSync(join(here, "node_modules/world-atlas/countries-50m.json"), join(out, "countries.json"));
      writeFileSync(join(out, "licences.txt"), licences(result.metafile.inputs));
    });
  },
};

const options = {
  absWorkingDir: here,
  entryPoints: {
    app: "src/main.tsx",
    "maplibre-worker": "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs",
  },
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: !watch,
  metafile: true,
  legalComments: "none", // all of them stand in licences.txt
  logLevel: "warning",
  plugins: [finish],
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
if (watch) await (await context(options)).watch();
else await build(options);
