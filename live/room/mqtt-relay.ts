import type { MqttClient } from 'mqtt'
import type { Relay, RelayListener } from './relay'
import mqtt from 'mqtt'

/** Bytes, as the library calls them in Node. */
type Payload = Parameters<MqttClient['publish']>[1]

/** Between two attempts to connect, in milliseconds. */
const RETRY = 2000
const PATIENCE = 10_000
/** Seconds after which a broker drops a client that says nothing, and the client a broker. */
const KEEPALIVE = 20

/**
 * An MQTT broker over WebSocket. It connects at once, and again whenever the connection is lost.
 *
 * @param url ws: or wss:
 * @param listener hears of it
 */
export function mqttRelay(url: string, listener: RelayListener): Relay {
  const client = mqtt.connect(url, {
    protocolVersion: 4,
    clean: true,
    resubscribe: false,
    reconnectPeriod: RETRY,
    connectTimeout: PATIENCE,
    keepalive: KEEPALIVE,
    // What could not be said in time is no news any more.
    queueQoSZero: false,
    // A worker for a timer would be one more thread on a phone.
    timerVariant: 'native',
  })
  client.on('connect', listener.connected)
  client.on('close', listener.lost)
  client.on('message', (topic, payload) => listener.arrived(topic, payload))
  // Each attempt that fails ends with 'close', too.
  client.on('error', () => {})
  const ifConnected = (act: () => void) => {
    if (client.connected)
      act()
  }
  return {
    publish: (topic, payload, keep = false) => ifConnected(() => client.publish(topic, payload as Payload, { qos: 0, retain: keep })),
    subscribe: topic => ifConnected(() => client.subscribe(topic)),
    unsubscribe: topic => ifConnected(() => client.unsubscribe(topic)),
    close: () => void client.end(true),
  }
}
