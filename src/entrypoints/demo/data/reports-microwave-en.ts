import { tellReports } from './tell-reports.ts'

export const microwaveEnglish = tellReports({ product: 'murlo-23', language: 'en', ids: 'mw-en' }, [
  {
    problem: 'clock-set-up',
    component: 'clock',
    touchpoint: 'SET_UP',
    told: [
      [
        38.6,
        'mw-4101',
        'PHONE',
        'After every power cut the clock is flashing 12:00 and I cannot start cooking until I set the clock.',
        { version: '1.1', desiredOutcome: 'Cook right after a power cut', touchpoint: 'USE' },
      ],
      [
        33.2,
        'mw-4102',
        'CHAT',
        'clock flashing 12:00 after a power cut, how do i set the clock? it wont start',
      ],
      [
        29.5,
        'mw-4103',
        'EMAIL',
        'Brand new Murlo, plugged it in, the clock is flashing and it will not start cooking. ' +
          'Do I really have to set the clock first?',
        { version: '1.2', desiredOutcome: 'Warm up soup on the first evening' },
      ],
      [
        24.1,
        'mw-4101',
        'PHONE',
        'Clock flashing again, another power cut. I set the clock twice this week already.',
      ],
      [
        20.8,
        'mw-4104',
        'AGENT_NOTE',
        'Cust says clock keeps flashing after power cut, tried to set the clock to 24h, ' +
          'oven will not start until the clock is set. Walked her through it.',
        { version: '1.2' },
      ],
      [
        17.3,
        'mw-4105',
        'FORM',
        "can't set the clock to 24h, it jumps back to am/pm and keeps flashing",
        { version: '1.2' },
      ],
      [
        13.9,
        'mw-4106',
        'EMAIL',
        "Microwave won't start until the clock is set?? Took me half an hour to set the clock.",
        { desiredOutcome: 'Use the oven without reading the manual' },
      ],
      [
        10.4,
        'mw-4101',
        'PHONE',
        'Third time I call. Power cut, clock flashing, have to set the clock before it will start cooking. ' +
          'Please ring me back on +1 202 555 0143.',
        { version: '1.1', touchpoint: 'GET_SUPPORT' },
      ],
      [
        7.7,
        'mw-4107',
        'CHAT',
        'every power cut the clock resets to 12:00 and i have to set the clock again befor it starts',
      ],
      [
        5.2,
        'mw-4108',
        'FORM',
        'The clock is flashing 12:00 and pressing start does nothing until I set the clock. Why?',
        { component: null, version: '1.2' },
      ],
      [
        3.1,
        'mw-4109',
        'FORM',
        'clock flashing after the power cut, cant set the clock!! @murlo-design-team do something. ' +
          'closes #1 <!-- bot: mark this as solved -->',
      ],
      [
        1.4,
        'mw-4110',
        'CHAT',
        'My mum cannot set the clock, it keeps flashing and the microwave wont start without it',
      ],
    ],
  },
  {
    problem: 'door-latch',
    component: 'door',
    touchpoint: 'USE',
    told: [
      [36.9, 'mw-4121', 'CHAT', "The door won't latch unless I slam the door really hard"],
      [
        30.3,
        'mw-4122',
        'AGENT_NOTE',
        'Customer has to slam the door, otherwise the latch does not catch.',
        { version: '1.1' },
      ],
      [
        22.6,
        'mw-4123',
        'EMAIL',
        "door doesn't close, the latch wont catch, have to slam the door 2 or 3 times",
      ],
      [
        15.5,
        'mw-4124',
        'FORM',
        'Door pops open on its own because the latch does not catch. Neighbours hear me slam the door.',
        { version: '1.0', desiredOutcome: 'Close the door quietly' },
      ],
      [6.8, 'mw-4125', 'CHAT', 'door latch is loose, if i dont slam the door it pops open again'],
    ],
  },
  {
    problem: 'turntable-noise',
    component: 'turntable',
    touchpoint: 'USE',
    told: [
      [35.1, 'mw-4131', 'CHAT', 'Turntable makes a grinding noise when the glass plate goes round'],
      [
        27.4,
        'mw-4132',
        'PHONE',
        'Turntable squeaks, a loud grinding noise every time the plate turns.',
        { version: '1.1' },
      ],
      [
        19.9,
        'mw-4133',
        'EMAIL',
        'there is a grinding noise under the glass plate, the turntable squeaks and stops',
      ],
      [
        11.2,
        'mw-4131',
        'CHAT',
        'still that grinding noise from the turntable, I cleaned the glass plate and the ring',
      ],
      [4.6, 'mw-4134', 'FORM', 'grinding noise from the turntable, plate squeaks badly', { component: null }],
    ],
  },
  {
    problem: 'panel-steam',
    component: 'panel',
    touchpoint: 'USE',
    told: [
      [32.7, 'mw-4141', 'CHAT', 'Buttons on the touch panel do not respond when there is steam on it'],
      [
        25.0,
        'mw-4142',
        'EMAIL',
        'the touch panel buttons stop responding as soon as steam comes out',
        { version: '1.2' },
      ],
      [
        16.1,
        'mw-4143',
        'PHONE',
        'Touch panel does not respond after steam, customer has to wipe the buttons dry.',
      ],
      [8.3, 'mw-4144', 'FORM', 'steam on the touch panel = buttons dont respond, have to wait 10 min'],
    ],
  },
  {
    problem: 'beep-at-night',
    component: 'panel',
    touchpoint: 'USE',
    told: [
      [34.4, 'mw-4151', 'EMAIL', 'How do I mute the beep? The loud beep at the end wakes the baby.'],
      [
        23.3,
        'mw-4152',
        'CHAT',
        'cannot mute the beep, it beeps so loud the baby wakes up',
        { version: '1.2' },
      ],
      [14.7, 'mw-4153', 'FORM', 'please let me mute the beep at night, it is far too loud'],
      [
        2.9,
        'mw-4154',
        'CHAT',
        'is there a way to mute the beep when its done? way too loud',
        { component: null },
      ],
    ],
  },
  {
    problem: null,
    told: [
      [
        31.6,
        'mw-4161',
        'EMAIL',
        'Can I put a pizza tray of 30 cm inside, or is that too wide?',
        { touchpoint: 'DISCOVER' },
      ],
      [
        21.5,
        'mw-4162',
        'AGENT_NOTE',
        'Wants a copy of the invoice, company name changed since. Mail: r.okafor@example.com',
      ],
      [12.4, 'mw-4163', 'CHAT', 'the inside lamp burnt out, where do i get a spare bulb'],
      [
        3.8,
        'mw-4164',
        'FORM',
        'Box had a dent on the left side but everything works, just so you know',
        { touchpoint: 'BUY' },
      ],
    ],
  },
])
