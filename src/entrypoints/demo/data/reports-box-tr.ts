import { tellReports } from './tell-reports.ts'

export const boxTurkish = tellReports({ product: 'tinleaf-box', language: 'tr', ids: 'box-tr' }, [
  {
    problem: 'pause-ignored',
    component: 'subscription',
    touchpoint: 'RENEW',
    told: [
      [38.9, 'box-6201', 'EMAIL', 'Aboneliğimi dondurdum ama kutu yine geldi.'],
      [30.6, 'box-6202', 'CHAT', 'aboneliği dondurmuştum kutu yine de gönderilmiş', { version: '2026.9' }],
      [
        23.1,
        'box-6203',
        'AGENT_NOTE',
        'Müşteri tatil için aboneliği dondurmuş, kutu yine gönderilmiş. Kapıda kalmış.',
      ],
      [
        15.9,
        'box-6204',
        'FORM',
        'Aboneliği dondurdum, dondurulmuş görünüyor, kutu yine geldi',
        { version: '2026.10' },
      ],
      [9.2, 'box-6201', 'EMAIL', 'Aboneliğimi dondurdum diye ikinci kez yazıyorum, kutu yine geldi!'],
      [
        3.9,
        'box-6205',
        'CHAT',
        'abonelik dondurma çalışmıyor mu? iki kere dondurdum kutu yine geldi',
        { touchpoint: 'LEAVE', desiredOutcome: 'Bir ay ara vermek' },
      ],
    ],
  },
  {
    problem: 'discount-refused',
    component: 'checkout',
    touchpoint: 'BUY',
    told: [
      [33.4, 'box-6211', 'CHAT', 'İndirim kodu kabul edilmiyor, süresi dolmuş diyor.'],
      [
        25.3,
        'box-6212',
        'EMAIL',
        'Bültenle gelen indirim kodu kabul edilmiyor. Süresi dolmuş diyor ama kod bugün geldi.',
      ],
      [14.9, 'box-6213', 'FORM', 'indirim kodum geçmiyor süresi dolmuş yazıyor', { version: '2026.10' }],
      [5.1, 'box-6214', 'CHAT', 'indirim kodunun süresi dolmuş diyor, ödemede kabul edilmiyor'],
    ],
  },
  {
    problem: 'code-missing',
    component: 'sign-in',
    touchpoint: 'USE',
    told: [
      [31.7, 'box-6231', 'CHAT', 'Giriş kodu e-postama gelmiyor'],
      [
        21.9,
        'box-6232',
        'PHONE',
        'Giriş kodu gelmiyor, spam klasörüne de bakmış. Yeni adresi: e.yalin@example.com',
      ],
      [11.4, 'box-6233', 'FORM', 'giriş kodu gelmiyor 3 kere denedim, spamde de yok', { version: '2026.10' }],
      [2.3, 'box-6234', 'CHAT', 'giriş yapamıyorum giriş kodu bir türlü gelmiyor'],
    ],
  },
  {
    problem: 'charged-twice',
    component: 'checkout',
    touchpoint: 'BUY',
    told: [
      [27.3, 'box-6241', 'EMAIL', 'Kartımdan iki kez para çekildi, tek sipariş verdim.'],
      [18.0, 'box-6242', 'CHAT', 'tek sipariş için kartımdan iki kez para çekilmiş'],
      [
        10.2,
        'box-6243',
        'PHONE',
        'Karttan iki kez para çekildi, birinin iadesini istiyor. Kart 4111111111111111.',
      ],
      [1.2, 'box-6244', 'FORM', 'kartımdan iki kere para çekildi iade istiyorum', { component: null }],
    ],
  },
  {
    problem: null,
    told: [
      [29.8, 'box-6251', 'CHAT', 'Ihlamur ya da kuşburnu da gönderiyor musunuz?', { touchpoint: 'DISCOVER' }],
      [19.6, 'box-6252', 'EMAIL', 'Teneke kutuları geri dönüşüme mi veriyoruz, siz alıyor musunuz?'],
      [7.2, 'box-6253', 'AGENT_NOTE', 'Ayva aromalı harmanı çok beğenmiş, teşekkür için aramış.'],
    ],
  },
])
