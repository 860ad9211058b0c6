import type { Plugin, ResolvedConfig } from 'vite'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The files of the package `pyodide` that an interpreter needs. */
const FILES: Readonly<Record<string, string>> = {
  'pyodide.mjs': 'text/javascript; charset=utf-8',
  'pyodide.asm.mjs': 'text/javascript; charset=utf-8',
  'pyodide.asm.wasm': 'application/wasm',
  'python_stdlib.zip': 'application/zip',
}

/**
 * Serves CPython's files under `python/<version of pyodide>/`, unchanged: engine/host/python.ts fetches them when a Python
 * program is first run.
 */
export function pythonFiles(): Plugin {
  const folder = path.dirname(createRequire(import.meta.url).resolve('pyodide/package.json'))
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
  const place = `python/${version}/`
  let config: ResolvedConfig

  return {
    name: 'deck:python-files',

    configResolved(resolved) {
      config = resolved
    },

    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const address = request.url?.split('?')[0] ?? ''
        const file = address.startsWith(config.base + place) ? address.slice((config.base + place).length) : ''
        const type = FILES[file]
        if (!type)
          return next()
        response.setHeader('Content-Type', type)
        response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
        fs.createReadStream(path.join(folder, file)).on('error', next).pipe(response)
      })
    },

    generateBundle() {
      for (const file of Object.keys(FILES))
        this.emitFile({ type: 'asset', fileName: place + file, source: fs.readFileSync(path.join(folder, file)) })
    },
  }
}
