/** The standard modules under the names that programs import. */
import { registerModule } from '../kernel/runtime'
import * as asyncio from './asyncio'
import * as builtins from './builtins'
import * as collections from './collections'
import * as concurrentFutures from './concurrent.futures'
import * as contextvars from './contextvars'
import * as functools from './functools'
import * as hashlib from './hashlib'
import * as itertools from './itertools'
import * as logging from './logging'
import * as math from './math'
import * as operator from './operator'
import * as os from './os'
import * as queue from './queue'
import * as random from './random'
import * as shared from './shared'
import * as sys from './sys'
import * as threading from './threading'
import * as time from './time'
import * as web from './web'

/** Registers all of them, so that compiled modules can import them. */
export function registerStandardModules(): void {
  for (const [name, namespace] of Object.entries({ asyncio, builtins, collections, 'concurrent.futures': concurrentFutures, contextvars, functools, hashlib, itertools, logging, math, operator, os, queue, random, shared, sys, threading, time, web }))
    registerModule(name, namespace)
}
