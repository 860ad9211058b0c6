import os from 'node:os'

/** Interfaces of containers and virtual machines, where there are no guests. */
const INNER = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap)/

/** This machine's IPv4 addresses; those in networks with guests come first. */
export function networkAddresses(interfaces: NodeJS.Dict<os.NetworkInterfaceInfo[]> = os.networkInterfaces()): string[] {
  return Object.entries(interfaces)
    .flatMap(([name, infos = []]) => infos.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => ({ name, address })))
    .sort((a, b) => Number(INNER.test(a.name)) - Number(INNER.test(b.name)))
    .map(({ address }) => address)
}
