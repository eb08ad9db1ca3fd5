export const messages = {
  en: {
    back: 'Back', patient: 'Patient', sold_on: 'Sold on', valid_until: 'Valid until', frozen: 'Frozen since {day}', price: 'Price', paid: 'Paid', unpaid: 'Still to be paid', owed: 'Owed in treatments', branch: 'Branch', version: 'Terms', version_n: 'Version {n}',
    treatments: 'Treatments', treatment: 'Treatment', sold: 'Sold', used: 'Used', held: 'Held', left: 'Left', payable: 'Covered by what is paid', payable_n: 'up to session {n} of {of}', instalments: 'Instalments', no: 'No.', amount: 'Amount', due_on: 'Due on', paid_on: 'Paid on', standing: 'Standing',
    standing_paid: 'Paid', standing_due: 'Due', standing_overdue: 'Overdue', standing_void: 'Void', movements: 'Movements', when: 'When', what: 'What', person: 'By', document: 'Document', value: 'Owed in treatments', session: 'session {n}', several: '{count} at once, no. {n}', units: 'units', days: '{n} day|{n} days', money: '฿{amount}',
    signature: 'Signature', signed: 'Signed by the patient', before: 'Taken over from', after: 'Transferred to', waiting: '{what} waits for a decision', nothing: 'Nothing has happened yet', bills: 'Bills that paid it', bill: 'Bill', unused: 'Not used yet', refund: 'Refund…', refund_hint: 'A refund ends the course: it gives back what was paid less the sessions used, at the till, with a credit note of this bill.', bar: '{used} used, {held} held, {left} left', done: 'Done',
  },
  th: {
    back: 'กลับ', patient: 'ผู้ป่วย', sold_on: 'ขายเมื่อ', valid_until: 'ใช้ได้ถึง', frozen: 'พักตั้งแต่ {day}', price: 'ราคา', paid: 'ชำระแล้ว', unpaid: 'ยังไม่ชำระ', owed: 'มูลค่าที่ค้างให้บริการ', branch: 'สาขา', version: 'เงื่อนไข', version_n: 'ฉบับที่ {n}',
    treatments: 'หัตถการ', treatment: 'หัตถการ', sold: 'ซื้อ', used: 'ใช้แล้ว', held: 'จองไว้', left: 'เหลือ', payable: 'ใช้ได้ตามยอดที่ชำระ', payable_n: 'ถึงครั้งที่ {n} จาก {of}', instalments: 'งวดชำระ', no: 'งวดที่', amount: 'จำนวนเงิน', due_on: 'ครบกำหนด', paid_on: 'วันที่ชำระ', standing: 'สถานะ',
    standing_paid: 'ชำระแล้ว', standing_due: 'รอชำระ', standing_overdue: 'เกินกำหนด', standing_void: 'สิ้นสุด', movements: 'ความเคลื่อนไหว', when: 'เมื่อ', what: 'รายการ', person: 'โดย', document: 'เอกสาร', value: 'มูลค่าที่ค้างให้บริการ', session: 'ครั้งที่ {n}', several: '{count} หน่วย ลำดับที่ {n}', units: 'หน่วย', days: '{n} วัน', money: '฿{amount}',
    signature: 'ลายเซ็น', signed: 'ลายเซ็นผู้ป่วย', before: 'รับโอนจาก', after: 'โอนให้', waiting: '{what} รอการอนุมัติ', nothing: 'ยังไม่มีความเคลื่อนไหว', bills: 'บิลที่ชำระคอร์สนี้', bill: 'บิล', unused: 'ยังไม่ใช้', refund: 'คืนเงิน…', refund_hint: 'การคืนเงินจะสิ้นสุดคอร์ส คืนยอดที่ชำระหักครั้งที่ใช้แล้ว ที่จุดขาย พร้อมใบลดหนี้ของบิลนี้', bar: 'ใช้ {used} จอง {held} เหลือ {left}', done: 'เรียบร้อย',
  },
}
