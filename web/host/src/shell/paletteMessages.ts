export const messages = {
  en: { title: 'Find anything', placeholder: 'Search patients, documents, screens…', screens: 'Screens', actions: 'Actions', records: '{what}', none: 'Nothing found for “{q}”', hint_move: 'move', hint_open: 'open', hint_close: 'close', theme: 'Switch light and dark', language: 'Switch to Thai', new: 'New {what}', busy: 'Searching…', recent: 'Recent' },
  th: { title: 'ค้นหาทุกอย่าง', placeholder: 'ค้นหาผู้ป่วย เอกสาร หน้าจอ…', screens: 'หน้าจอ', actions: 'คำสั่ง', records: '{what}', none: 'ไม่พบ “{q}”', hint_move: 'เลื่อน', hint_open: 'เปิด', hint_close: 'ปิด', theme: 'สลับสว่าง/มืด', language: 'เปลี่ยนเป็นภาษาอังกฤษ', new: 'สร้าง{what}', busy: 'กำลังค้นหา…', recent: 'ล่าสุด' },
}
