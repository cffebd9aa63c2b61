import { tellReports } from './tell-reports.ts'

export const hubTurkish = tellReports({ product: 'emberly-hub', language: 'tr', ids: 'hub-tr' }, [
  {
    problem: 'pairing-not-found',
    component: 'devices',
    touchpoint: 'SET_UP',
    told: [
      [36.4, 'hub-5201', 'CHAT', 'Ampulü eşleştiremiyorum, cihaz bulunamadı diyor.'],
      [
        29.1,
        'hub-5202',
        'PHONE',
        'Eşleştirme olmuyor, cihaz bulunamadı hatası, merkez turuncu yanıp sönüyor.',
        { version: '3.1.0' },
      ],
      [22.9, 'hub-5203', 'FORM', 'ampul eşleştirme olmuyor sürekli cihaz bulunamadı hatası alıyorum'],
      [17.6, 'hub-5201', 'CHAT', 'yine denedim ampulü eşleştiremiyorum yine cihaz bulunamadı diyor'],
      [
        10.1,
        'hub-5204',
        'EMAIL',
        'Prizi eşleştirmek istiyorum, her seferinde cihaz bulunamadı diyor, turuncu ışık yanıp sönüyor.',
        { desiredOutcome: 'Prizi telefondan açıp kapatmak' },
      ],
      [3.3, 'hub-5205', 'CHAT', 'eşleştirme yapamıyorum cihaz bulunamadı', { component: null }],
    ],
  },
  {
    problem: 'alerts-late',
    component: 'alerts',
    touchpoint: 'USE',
    told: [
      [33.9, 'hub-5211', 'CHAT', 'Kapı bildirimleri telefona çok geç geliyor.'],
      [
        24.4,
        'hub-5212',
        'EMAIL',
        'Bildirimler geç geliyor, kapı açıldıktan yarım saat sonra telefona düşüyor.',
        { version: '3.1.0' },
      ],
      [15.2, 'hub-5213', 'FORM', 'bildirimler telefona 20 dk geç geliyor, alarm diye aldım ben bunu'],
      [6.6, 'hub-5214', 'AGENT_NOTE', 'Müşterinin telefonuna kapı bildirimleri geç geliyor.'],
    ],
  },
  {
    problem: 'firmware-stuck',
    component: 'firmware',
    touchpoint: 'USE',
    version: '3.2.0',
    told: [
      [4.7, 'hub-5231', 'CHAT', 'Güncelleme yüzde 80 de takıldı kaldı'],
      [4.0, 'hub-5232', 'PHONE', '3.2.0 güncellemesi yüzde 80 de takıldı, merkez çevrimdışı.'],
      [
        3.4,
        'hub-5233',
        'EMAIL',
        'Dün geceden beri güncelleme yüzde 80 de takıldı, merkez çevrimdışı, kombi çalışmıyor. ' +
          'TC kimlik no 10000000146, adıma kayıtlı.',
        { desiredOutcome: 'Kombinin tekrar çalışması' },
      ],
      [2.7, 'hub-5234', 'FORM', 'güncelleme yüzde 80de takılı kaldı, fişi çektim yine takıldı'],
      [2.0, 'hub-5231', 'CHAT', 'hala güncelleme yüzde 80 de takılı, merkez çevrimdışı, ne zaman düzelcek'],
      [1.3, 'hub-5235', 'CHAT', '@emberly-dev merkez güncellemede takıldı yüzde 80 yazıyor, fixes #2'],
      [
        0.6,
        'hub-5236',
        'FORM',
        'Güncelleme takıldı yüzde 80, eski sürüme nasıl dönerim?',
        { component: null },
      ],
    ],
  },
  {
    problem: null,
    told: [
      [27.0, 'hub-5251', 'EMAIL', 'Toplu alımda kurumsal fiyatınız var mı?', { touchpoint: 'BUY' }],
      [19.0, 'hub-5252', 'CHAT', 'uygulamada yazılar çok küçük, gözlüksüz okuyamıyorum'],
      [8.6, 'hub-5253', 'AGENT_NOTE', 'Eski evdeki hesabı kızına devretmek istiyor.'],
    ],
  },
])
