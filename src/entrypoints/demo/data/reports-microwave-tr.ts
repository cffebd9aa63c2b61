import { tellReports } from './tell-reports.ts'

export const microwaveTurkish = tellReports({ product: 'murlo-23', language: 'tr', ids: 'mw-tr' }, [
  {
    problem: 'clock-set-up',
    component: 'clock',
    touchpoint: 'SET_UP',
    told: [
      [
        37.5,
        'mw-4201',
        'PHONE',
        'Elektrik kesilince saat sıfırlanıyor, saati ayarlamadan mikrodalga çalışmıyor.',
        { version: '1.1', touchpoint: 'USE' },
      ],
      [31.1, 'mw-4202', 'CHAT', 'elektrik kesildi saat 00:00 yanıp sönüyor, saati ayarlayamıyorum'],
      [
        26.8,
        'mw-4203',
        'EMAIL',
        'Saat sürekli yanıp sönüyor. Saati ayarlamadan mikrodalga çalışmıyor, normal mi bu?',
      ],
      [
        21.7,
        'mw-4204',
        'FORM',
        'Yeni aldım, saati ayarlayamadım. Saati ayarlamadan mikrodalga çalışmıyor, saat yanıp sönüyor.',
        { version: '1.2', desiredOutcome: 'Kutudan çıkar çıkmaz yemek ısıtmak' },
      ],
      [
        16.6,
        'mw-4205',
        'CHAT',
        'saati 24 saat yapamıyorum, elektrik kesilince saat yine sıfırlanıyor',
        { version: '1.2' },
      ],
      [
        12.2,
        'mw-4206',
        'AGENT_NOTE',
        'Müşteri: elektrik kesilince saat sıfırlanıyor, saati ayarlamadan çalışmıyor. Kılavuzda bulamamış.',
      ],
      [
        8.9,
        'mw-4201',
        'PHONE',
        'Yine ben, elektrik kesildi, saat yine yanıp sönüyor, saati ayarlamadan çalışmıyor. ' +
          'Beni 0501 000 00 17 den arayın.',
        { version: '1.1', touchpoint: 'GET_SUPPORT' },
      ],
      [6.3, 'mw-4207', 'CHAT', 'saat yanıp sönüyo, saati ayarlamak için hangi tuşa basıcam'],
      [
        2.2,
        'mw-4208',
        'FORM',
        'her elektrik kesilince saat sıfırlanıyor, saati ayarlamaktan bıktım',
        { component: null },
      ],
    ],
  },
  {
    problem: 'door-latch',
    component: 'door',
    touchpoint: 'USE',
    told: [
      [34.8, 'mw-4221', 'PHONE', 'Kapağı çarpmadan kapanmıyor, kapak kilidi tutmuyor.'],
      [
        23.9,
        'mw-4222',
        'CHAT',
        'kapak kapanmıyor, kilidi tutmuyor, kapağı sertçe çarpmam lazım',
        { version: '1.1' },
      ],
      [14.3, 'mw-4223', 'FORM', 'Kapak kilidi tutmuyor, kapağı çarpınca ancak kapanıyor'],
      [5.7, 'mw-4224', 'CHAT', 'kapak kendi kendine açılıyor, kilidi tutmuyor kapağı çarpıyorum'],
    ],
  },
  {
    problem: 'panel-steam',
    component: 'panel',
    touchpoint: 'USE',
    told: [
      [33.0, 'mw-4241', 'EMAIL', 'Buhar gelince dokunmatik tuşlar basmıyor.'],
      [
        22.1,
        'mw-4242',
        'CHAT',
        'dokunmatik tuşlar buhar olunca basmıyor, silmem gerekiyor',
        { version: '1.2' },
      ],
      [
        13.5,
        'mw-4243',
        'AGENT_NOTE',
        'Müşteri, panel buhar olunca dokunmatik tuşların basmadığını söylüyor.',
      ],
      [4.1, 'mw-4244', 'CHAT', 'buhardan sonra dokunmatik tuşlar basmıyor 10 dk bekliyorum'],
    ],
  },
  {
    problem: null,
    told: [
      [
        28.7,
        'mw-4261',
        'CHAT',
        'Izgara özelliği bu modelde var mı, katalogda göremedim',
        { touchpoint: 'DISCOVER' },
      ],
      [
        18.2,
        'mw-4262',
        'EMAIL',
        'Garanti belgem kayboldu, yenisini gönderebilir misiniz? e-posta: d.aksu@example.com',
      ],
      [9.6, 'mw-4263', 'AGENT_NOTE', 'Fişi prize uymuyor, topraklı uzatma ile kullanabilir mi diye soruyor.'],
    ],
  },
])
