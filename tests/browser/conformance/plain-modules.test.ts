/** random, hashlib and sys: what was asked of CPython 3.11 is expected here. */
import { expect, it } from 'vitest'
import { runSnippet } from '../run-snippet'

async function printed(body: string, mode: 'gil' | 'free' = 'gil'): Promise<string[]> {
  const { lines, problems } = await runSnippet(`
import * as hashlib from 'hashlib'
import * as random from 'random'
import * as sys from 'sys'
import { print, range, repr } from 'builtins'
export function main() {
${body}
}`, { mode })
  expect(problems).toEqual([])
  return lines
}

/** What the body raises, as `Type: message`. */
async function raised(body: string): Promise<string> {
  const { problems } = await runSnippet(`
import * as hashlib from 'hashlib'
import * as random from 'random'
import * as sys from 'sys'
export function main() { ${body} }`)
  return problems.map(({ type, message }) => `${type}: ${message}`).join()
}

it('random: a seed gives the numbers that CPython gives for it', async () => {
  expect(await printed(`
  random.seed(42)
  print(random.random(), random.randint(1, 6), random.choice([1, 2, 3]), random.getrandbits(40))
  const items = [1, 2, 3, 4, 5, 6, 7, 8]
  random.shuffle(items)
  print(items, random.sample(items, 3), random.sample(range(100), 10), random.uniform(1, 2))
  random.seed(2 ** 40 + 5)
  print(random.random())`)).toEqual([
    '0.6394267984578837 1 3 267469214295',
    '[8, 7, 3, 5, 1, 6, 2, 4] [8, 4, 2] [27, 29, 64, 77, 3, 71, 25, 91, 83, 89] 1.5449414806032167',
    '0.5043802970418443',
  ])
})

it('random: two generators of the same seed give the same numbers, apart from the module\'s own', async () => {
  expect(await printed(`
  const a = new random.Random(7), b = new random.Random(7)
  random.random()
  print(a.random() === b.random(), a.randint(1, 1000) === b.randint(1, 1000))`)).toEqual(['True True'])
})

it('random: choosing from nothing, an empty range and too large a sample raise', async () => {
  expect(await raised('random.choice([])')).toBe('IndexError: Cannot choose from an empty sequence')
  expect(await raised('random.randrange(3, 3)')).toBe('ValueError: empty range in randrange(3, 3)')
  expect(await raised('random.sample([1], 2)')).toBe('ValueError: Sample larger than population or is negative')
})

it('hashlib: sha256 gives the digests that CPython gives, fed at once or in pieces', async () => {
  expect(await printed(`
  const data = new Uint8Array(100_000)
  for (let i = 0; i < data.length; i++) data[i] = i * 7
  print(hashlib.sha256().hexdigest())
  print(hashlib.sha256(data).hexdigest())
  const hash = hashlib.sha256(data.subarray(0, 55))
  const copy = hash.copy()
  hash.update(data.subarray(55, 130))
  print(hash.hexdigest())
  print(copy.hexdigest() === hashlib.sha256(data.subarray(0, 55)).hexdigest(), hash.digest().length, hash.digestSize, hash.blockSize, hash.name)`)).toEqual([
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '931030b89f42c06dcdda12a43dfcd601d745d11bbb5fcd1a00fea442e8405157',
    'e3346da76ca302cbddbd3e4f0ed5f2e3bce1630152e22ffb88bbdf720489895b',
    'True 32 32 64 sha256',
  ])
})

it('hashlib: all algorithms give the digests that CPython gives, by name too', async () => {
  expect(await printed(`
  const data = new Uint8Array(100_000)
  for (let i = 0; i < data.length; i++) data[i] = i * 7
  for (const make of [hashlib.md5, hashlib.sha1, hashlib.sha224, hashlib.sha384, hashlib.sha512, hashlib.sha3_224, hashlib.sha3_256, hashlib.sha3_384, hashlib.sha3_512, hashlib.blake2b, hashlib.blake2s]) {
    const hash = make(data)
    print(hash.name, hash.digestSize, hash.blockSize, hash.hexdigest().slice(0, 16), hashlib.new(hash.name, data).hexdigest() === hash.hexdigest())
  }`)).toEqual([
    'md5 16 64 8cb7f568752be648 True',
    'sha1 20 64 db6498cdec44effe True',
    'sha224 28 64 5e0c9aee74c1acf4 True',
    'sha384 48 128 25bec0a179599c2f True',
    'sha512 64 128 7d50c71109cca3d6 True',
    'sha3_224 28 144 9c3697a78e2ce1f1 True',
    'sha3_256 32 136 8f563558f21baa61 True',
    'sha3_384 48 104 b828ed691a0cfcd0 True',
    'sha3_512 64 72 a4f257c4e830894d True',
    'blake2b 64 128 c84282fe8589b145 True',
    'blake2s 32 64 cb6b2d88e15b5fdc True',
  ])
  expect(await raised('hashlib.new(\'x\')')).toBe('ValueError: unsupported hash type x')
})

it('hashlib: a string has to be encoded first', async () => {
  expect(await raised('hashlib.sha256(\'text\' as never)')).toBe('TypeError: Strings must be encoded before hashing')
})

it('sys: the switch interval is 5 ms, and can be set to what is positive', async () => {
  expect(await printed('print(sys.getswitchinterval()); sys.setswitchinterval(0.01); print(sys.getswitchinterval())')).toEqual(['0.005', '0.01'])
  expect(await raised('sys.setswitchinterval(0)')).toBe('ValueError: switch interval must be strictly positive')
})

it('sys: says whether the run has a GIL', async () => {
  expect(await printed('print(sys._isGilEnabled())', 'gil')).toEqual(['True'])
  expect(await printed('print(sys._isGilEnabled())', 'free')).toEqual(['False'])
})

it('sys: exit in the main thread ends the program without a report', async () => {
  const { problems, lines } = await runSnippet(`import * as sys from 'sys'\nimport { print } from 'builtins'\nexport function main() { print('before'); sys.exit(); print('after') }`)
  expect(problems).toEqual([])
  expect(lines).toEqual(['before'])
})
