import * as asyncio from 'asyncio'
import { print } from 'builtins'

async function signIn() {
  await asyncio.sleep(0.04)
}

async function readSettings() {
  await asyncio.sleep(0.05)
}

async function warmUp() {
  await asyncio.sleep(0.05)
}

async function openCache() {
  await warmUp()
}

async function openLog() {
  await asyncio.sleep(0.06)
}

async function announce() {
  await asyncio.sleep(0.07)
}

export async function main() {
  const steps = [signIn(), readSettings(), openCache(), openLog(), announce()]
  await asyncio.gather(...steps)
  print(`done: ${steps.length}`)
}
