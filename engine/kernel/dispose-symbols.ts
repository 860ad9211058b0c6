/** The symbols of `using`, for browsers that lack them; what lowers `using` looks for the same ones. scripts/vite/bundle.ts puts it before all else. */
for (const name of ['dispose', 'asyncDispose']) {
  if (!(name in Symbol))
    Object.defineProperty(Symbol, name, { value: Symbol.for(`Symbol.${name}`) })
}
