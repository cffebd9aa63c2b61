import { tellReports } from './tell-reports.ts'

export const hubEnglish = tellReports({ product: 'emberly-hub', language: 'en', ids: 'hub-en' }, [
  {
    problem: 'pairing-not-found',
    component: 'devices',
    touchpoint: 'SET_UP',
    told: [
      [38.1, 'hub-5101', 'CHAT', 'Hub can\'t find my new bulb. Pairing stops with "device not found".'],
      [
        32.4,
        'hub-5102',
        'PHONE',
        'Pairing a bulb fails, app says device not found, the hub keeps blinking orange.',
        { version: '3.1.0', desiredOutcome: 'All six bulbs in the app' },
      ],
      [
        26.7,
        'hub-5103',
        'FORM',
        'device not found when pairing bulbs, hub light blinking orange',
        { version: '3.1.0' },
      ],
      [21.3, 'hub-5101', 'CHAT', 'pairing again no luck, device not found, reset the bulb five times'],
      [
        15.8,
        'hub-5104',
        'EMAIL',
        'Tried pairing the plug right next to the hub. Always "device not found", blinking orange.',
      ],
      [9.9, 'hub-5105', 'CHAT', 'pairing fails device not found pls help', { component: null }],
      [
        2.6,
        'hub-5106',
        'AGENT_NOTE',
        'Cust cannot pair new bulb, hub blinking orange, then device not found.',
        { version: '3.1.0' },
      ],
    ],
  },
  {
    problem: 'alerts-late',
    component: 'alerts',
    touchpoint: 'USE',
    told: [
      [35.5, 'hub-5111', 'EMAIL', 'Door alerts reach my phone twenty minutes late. Useless as an alarm.'],
      [
        28.2,
        'hub-5112',
        'CHAT',
        'alerts on my phone come way too late, 20 min after the door opened',
        { version: '3.1.0' },
      ],
      [
        20.4,
        'hub-5113',
        'PHONE',
        'Alerts arrive late on the phone, the motion alert came half an hour after the door opened.',
        { desiredOutcome: 'Know at once when somebody comes in' },
      ],
      [
        12.7,
        'hub-5111',
        'EMAIL',
        'Following up: the door alerts still come late, phone and app are up to date.',
      ],
      [5.4, 'hub-5114', 'FORM', 'why do the alerts come so late?? door opened at 3, phone alert at 3:25'],
    ],
  },
  {
    problem: 'schedules-gone',
    component: 'schedules',
    touchpoint: 'USE',
    told: [
      [33.7, 'hub-5121', 'CHAT', 'All my schedules are gone after I changed my phone'],
      [
        25.9,
        'hub-5122',
        'EMAIL',
        'New phone, signed in, and the schedules are gone. All my lights need them.',
      ],
      [
        17.1,
        'hub-5123',
        'AGENT_NOTE',
        'Customer changed phone and all schedules are gone, list is empty.',
        { version: '3.1.0' },
      ],
      [8.0, 'hub-5124', 'FORM', 'schedules gone on the new phone, do i have to make all of them again'],
    ],
  },
  {
    problem: 'firmware-stuck',
    component: 'firmware',
    touchpoint: 'USE',
    version: '3.2.0',
    told: [
      [4.9, 'hub-5131', 'CHAT', 'Firmware update stuck at 80 % since this morning'],
      [4.3, 'hub-5132', 'FORM', 'the 3.2.0 update is stuck at 80%, hub does nothing any more'],
      [
        3.7,
        'hub-5133',
        'AGENT_NOTE',
        'Cust started firmware update 3.2.0 last night, stuck at 80 %, hub offline, no heating.',
        { desiredOutcome: 'Heating back before the evening' },
      ],
      [3.0, 'hub-5134', 'CHAT', 'update stuck at 80 percent, hub offline. unplugged it, still stuck'],
      [
        2.4,
        'hub-5135',
        'EMAIL',
        'Since the firmware update to 3.2.0 my hub is offline, the bar is stuck at 80 %. ' +
          'Reach me at m.lindqvist@example.org or +1 (202) 555-0162.',
      ],
      [1.7, 'hub-5131', 'CHAT', 'second day, firmware update STILL stuck at 80 %, whole house offline'],
      [1.1, 'hub-5136', 'CHAT', 'hub stuck at 80% updating firmware', { component: null }],
      [
        0.5,
        'hub-5137',
        'FORM',
        'firmware update stuck 80%, hub offline, please tell me how to go back to the old one',
      ],
    ],
  },
  {
    problem: 'sensor-battery',
    component: 'devices',
    touchpoint: 'USE',
    told: [
      [
        37.0,
        'hub-5141',
        'EMAIL',
        'The battery of the window sensor is empty after two weeks. You promise two years.',
      ],
      [27.8, 'hub-5142', 'CHAT', 'sensor battery empty again after 2 weeks', { component: null }],
      [
        18.8,
        'hub-5143',
        'FORM',
        'window sensor eats batteries, new battery was empty in two weeks',
        { version: '3.1.0' },
      ],
      [7.4, 'hub-5144', 'PHONE', 'Window sensor battery empty after two weeks, third battery this autumn.'],
    ],
  },
  {
    problem: null,
    told: [
      [34.1, 'hub-5151', 'EMAIL', 'Do you have an API for a school project?', { touchpoint: 'DISCOVER' }],
      [23.0, 'hub-5152', 'CHAT', 'would love a dark theme in the app'],
      [14.2, 'hub-5153', 'AGENT_NOTE', 'Moving to Norway, asks whether the power supply can be used there.'],
      [6.1, 'hub-5154', 'FORM', 'The voice assistant calls my kitchen "chicken". Funny the first time.'],
    ],
  },
])
