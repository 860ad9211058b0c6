import net from 'node:net'

/**
 * Sends bytes to a server as they are, and reads until it closes the connection: for requests that no client would
 * make.
 *
 * @param url of the server
 * @param bytes to send
 * @returns all that came back
 */
export function sendRaw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = net.connect(Number(port), hostname, () => socket.write(bytes))
    socket.setEncoding('latin1')
    socket.on('data', text => answer += text)
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

/**
 * Sends one request and reads its answer.
 *
 * @param url of the server
 * @param target as it stands in the request's first line
 * @param options the rest of it
 * @param options.method
 * @param options.headers lines of it
 */
export async function request(url: string, target: string, options: { method?: string, headers?: string[] } = {}): Promise<{ status: number, head: string, body: string }> {
  const { method = 'GET', headers = [] } = options
  const lines = [`${method} ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers]
  const answer = await sendRaw(url, `${lines.join('\r\n')}\r\n\r\n`)
  const at = answer.indexOf('\r\n\r\n')
  return { status: Number(answer.split(' ')[1]), head: answer.slice(0, at), body: answer.slice(at + 4) }
}
