import os from 'node:os'

/** Networks of this machine's own: containers and virtual machines, where no guest is. */
const INNER = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap)/

/** This machine's IPv4 addresses in the networks that it is in, those first in which guests may be. */
export function networkAddresses(interfaces: NodeJS.Dict<os.NetworkInterfaceInfo[]> = os.networkInterfaces()): string[] {
  return Object.entries(interfaces)
    .flatMap(([name, infos = []]) => infos.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => ({ name, address })))
    .sort((a, b) => Number(INNER.test(a.name)) - Number(INNER.test(b.name)))
    .map(({ address }) => address)
}
