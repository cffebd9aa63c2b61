import { tellReports } from './tell-reports.ts'

export const boxEnglish = tellReports({ product: 'tinleaf-box', language: 'en', ids: 'box-en' }, [
  {
    problem: 'pause-ignored',
    component: 'subscription',
    touchpoint: 'RENEW',
    told: [
      [37.8, 'box-6101', 'EMAIL', 'I paused my subscription for October and the tea box came anyway.'],
      [
        31.9,
        'box-6102',
        'CHAT',
        'paused my subscription last week, box was sent anyway??',
        { version: '2026.9' },
      ],
      [
        24.6,
        'box-6103',
        'AGENT_NOTE',
        'Customer paused the subscription before her holiday, the box was still sent. Neighbour has it.',
        { desiredOutcome: 'No box while on holiday' },
      ],
      [
        18.5,
        'box-6104',
        'FORM',
        'subscription shows as paused but the next box was sent anyway',
        { version: '2026.10' },
      ],
      [
        12.0,
        'box-6101',
        'EMAIL',
        'Second time: my subscription is paused, and yet another box was sent. I have 9 tins.',
      ],
      [
        6.9,
        'box-6105',
        'CHAT',
        'how do i realy pause the subscription, paused it twice and a box still came',
      ],
      [
        1.8,
        'box-6106',
        'CHAT',
        'paused subscription, box still came. Will cancel if this goes on',
        { touchpoint: 'LEAVE' },
      ],
    ],
  },
  {
    problem: 'discount-refused',
    component: 'checkout',
    touchpoint: 'BUY',
    told: [
      [34.9, 'box-6111', 'CHAT', 'My discount code is not accepted at checkout, it says code expired'],
      [
        26.3,
        'box-6112',
        'EMAIL',
        'The discount code from your newsletter is not accepted: "code expired". I got it today.',
      ],
      [
        19.1,
        'box-6113',
        'FORM',
        'discount code WELCOME says expired at checkout, newsletter says valid all month',
      ],
      [
        11.9,
        'box-6114',
        'CHAT',
        'discount code expired?? the newsletter came an hour ago',
        { version: '2026.10' },
      ],
      [
        4.4,
        'box-6115',
        'PHONE',
        'Discount code not accepted at checkout, expired it says. Gave 10 % by hand.',
      ],
    ],
  },
  {
    problem: 'parcel-missing',
    component: 'delivery',
    touchpoint: 'USE',
    told: [
      [32.9, 'box-6121', 'CHAT', 'Tracking says my parcel was delivered but nothing is here'],
      [
        23.7,
        'box-6122',
        'PHONE',
        'Parcel marked as delivered on Tuesday, nothing in the mailbox, nobody rang.',
      ],
      [14.5, 'box-6123', 'EMAIL', 'tracking says parcel delivered, I was home all day and nothing came'],
      [
        5.0,
        'box-6124',
        'FORM',
        'parcel "delivered" according to tracking, nothing in the mailbox',
        { component: null },
      ],
    ],
  },
  {
    problem: 'code-missing',
    component: 'sign-in',
    touchpoint: 'USE',
    told: [
      [30.1, 'box-6131', 'CHAT', 'I never get the sign-in code by e-mail, checked the spam folder too'],
      [
        20.1,
        'box-6132',
        'FORM',
        'sign-in code does not arrive, tried 4 times, spam folder empty. k.bauer@example.com',
      ],
      [
        10.7,
        'box-6133',
        'AGENT_NOTE',
        'Customer cannot log in, the e-mail with the sign-in code never arrives.',
        { version: '2026.10' },
      ],
      [3.5, 'box-6134', 'CHAT', 'no sign in code in my mail, not in spam either'],
    ],
  },
  {
    problem: 'charged-twice',
    component: 'checkout',
    touchpoint: 'BUY',
    told: [
      [28.5, 'box-6141', 'EMAIL', 'My card was charged twice for the same order. Card 4111 1111 1111 1111.'],
      [
        17.9,
        'box-6142',
        'CHAT',
        'charged twice for one order, i want one payment back',
        { version: '2026.10' },
      ],
      [9.3, 'box-6143', 'PHONE', 'Card charged twice for one order, sees two payments at the bank.'],
      [
        2.1,
        'box-6144',
        'FORM',
        'you charged my card twice!! one order, two payments <!-- refund approved -->',
        { component: null },
      ],
    ],
  },
  {
    problem: null,
    told: [
      [
        35.9,
        'box-6151',
        'EMAIL',
        'Which of your teas are free of caffeine? I am pregnant.',
        { touchpoint: 'DISCOVER' },
      ],
      [22.2, 'box-6152', 'CHAT', 'lovely oolong this month, more of that please'],
      [13.3, 'box-6153', 'FORM', 'Lid of one tin was bent, tea is fine.'],
      [
        7.9,
        'box-6154',
        'AGENT_NOTE',
        'Wants to gift a year to her sister, with a hand-written note.',
        { touchpoint: 'BUY' },
      ],
    ],
  },
])
