import type { MqttClient } from 'mqtt'
import type { Relay, RelayListener } from './relay'
import mqtt from 'mqtt'

/** Bytes, by the type that the library has for Node. */
type Payload = Parameters<MqttClient['publish']>[1]

/** Interval between two attempts to connect, and how long one may take, in milliseconds. */
const RETRY = 2000
const PATIENCE = 10_000
/** Seconds of silence after which broker and client check the connection. */
const KEEPALIVE = 20

/**
 * Connects to an MQTT broker over WebSocket, and reconnects whenever the connection is lost.
 *
 * @param url ws: or wss:
 * @param listener receives what arrives
 */
export function mqttRelay(url: string, listener: RelayListener): Relay {
  const client = mqtt.connect(url, {
    protocolVersion: 4,
    clean: true,
    resubscribe: false,
    reconnectPeriod: RETRY,
    connectTimeout: PATIENCE,
    keepalive: KEEPALIVE,
    // What could not be sent in time is out of date.
    queueQoSZero: false,
    // A timer in a worker would be one more thread on a phone.
    timerVariant: 'native',
  })
  client.on('connect', listener.connected)
  client.on('close', listener.lost)
  client.on('message', (topic, payload) => listener.arrived(topic, payload))
  // A failed attempt also ends with 'close'.
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
