export interface DemoProduct {
  readonly key: string
  readonly name: string
  /** owner/name of the repository that its tickets go to. */
  readonly repository: string
  readonly ticketPolicy: 'AUTOMATIC'
  readonly components: readonly { readonly key: string; readonly name: string }[]
  /** Oldest first. */
  readonly releases: readonly { readonly version: string; readonly daysAgo: number }[]
}

const microwave: DemoProduct = {
  key: 'murlo-23',
  name: 'Murlo 23 microwave oven',
  repository: 'murlo-kitchen/murlo-23',
  ticketPolicy: 'AUTOMATIC',
  components: [
    { key: 'clock', name: 'Clock' },
    { key: 'door', name: 'Door and latch' },
    { key: 'turntable', name: 'Turntable' },
    { key: 'panel', name: 'Touch panel and sounds' },
  ],
  releases: [
    { version: '1.0', daysAgo: 410 },
    { version: '1.1', daysAgo: 190 },
    { version: '1.2', daysAgo: 44 },
  ],
}

const hub: DemoProduct = {
  key: 'emberly-hub',
  name: 'Emberly smart-home hub and app',
  repository: 'emberly-home/hub',
  ticketPolicy: 'AUTOMATIC',
  components: [
    { key: 'devices', name: 'Devices and pairing' },
    { key: 'alerts', name: 'Alerts on the phone' },
    { key: 'schedules', name: 'Schedules' },
    { key: 'firmware', name: 'Firmware update' },
  ],
  releases: [
    { version: '3.0.0', daysAgo: 160 },
    { version: '3.1.0', daysAgo: 52 },
    // What the spike of the last days is about.
    { version: '3.2.0', daysAgo: 6 },
  ],
}

const box: DemoProduct = {
  key: 'tinleaf-box',
  name: 'Tinleaf tea box',
  repository: 'tinleaf-tea/web-shop',
  ticketPolicy: 'AUTOMATIC',
  components: [
    { key: 'checkout', name: 'Checkout and payment' },
    { key: 'subscription', name: 'My subscription' },
    { key: 'delivery', name: 'Delivery' },
    { key: 'sign-in', name: 'Sign-in' },
  ],
  releases: [
    { version: '2026.8', daysAgo: 96 },
    { version: '2026.9', daysAgo: 61 },
    { version: '2026.10', daysAgo: 29 },
  ],
}

export const demoProducts: readonly DemoProduct[] = [microwave, hub, box]
