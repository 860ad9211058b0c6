/** The symbols of `using`, for browsers that lack them; the code that `using` compiles to looks them up. scripts/vite/bundle.ts puts this file first. */
for (const name of ['dispose', 'asyncDispose']) {
  if (!(name in Symbol))
    Object.defineProperty(Symbol, name, { value: Symbol.for(`Symbol.${name}`) })
}
