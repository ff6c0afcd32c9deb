import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin, UserConfig } from "vite";

/** How each front end is built: into the folder whose name is the service's. */
export function frontEnd(service: string, base: string): UserConfig {
  return {
    base,
    logLevel: "warn",
    plugins: [react(), packed()],
    build: {
      outDir: `../target/classes/pages/${service}`,
      emptyOutDir: true,
      // The portal's Content-Security-Policy knows neither data: addresses nor inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  };
}

/** Adds a gzip copy of what shrinks, and files.json: a jar cannot list a folder cheaply. */
function packed(): Plugin {
  return {
    name: "hpcctl-packed",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const names = ["index.html"];
        for (const [name, file] of Object.entries(bundle)) {
          if (name === "index.html") continue;
          names.push(name);
          const content = Buffer.from(file.type === "chunk" ? file.code : file.source);
          const small = gzipSync(content, { level: 9 });
          if (small.length < content.length * 0.9) {
            names.push(`${name}.gz`);
            this.emitFile({ type: "asset", fileName: `${name}.gz`, source: small });
          }
        }
        this.emitFile({ type: "asset", fileName: "files.json", source: JSON.stringify(names.sort()) });
      },
    },
  };
}
