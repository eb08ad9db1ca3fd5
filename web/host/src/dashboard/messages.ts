export const messages = {
  en: {
    morning: 'Good morning, {name}', afternoon: 'Good afternoon, {name}', evening: 'Good evening, {name}', appointments_today: '{n} appointment today|{n} appointments today', today: 'Today', week: '7 days', month: 'Month to date', custom: 'Custom', all_branches: 'All branches', as_of: 'As of {time}', live: 'Live',
    tone_danger: 'Urgent', tone_warn: 'To do', tone_info: 'Note',
    versus: 'vs {span}', no_previous: 'no earlier figure', definition: 'What is {what}?', kept: 'Shown here', from_rows: 'Counted from the rows', from_books: 'In the ledger', difference: 'Difference', prove: 'Prove it', proved: 'Equal, difference 0.00', open_rows: 'Open rows', computed: 'Computed {time}',
    per_day: '{what} per day', this_period: 'This period', previous_period: 'Before', change: 'Change', chart: 'Chart', table: 'Table', day: 'Day', recent: 'Recent transactions', nothing_recent: 'Nothing yet today', nothing_recent_text: 'Sales and course sessions appear here as they happen.', all: 'All', new_rows: '{n} new', alerts_none: 'Nothing needs action', alerts_none_text: 'Stock, expiry dates and recalls are fine.', since: 'From', until: 'To', apply: 'Show', branch: 'Branch', period: 'Period', shortcuts: 'Modules', figures: 'Key figures', open: 'Open', day_state: 'Appointments of today by state', chart_label: '{what}: this period and the one before, per day',
  },
  th: {
    morning: 'อรุณสวัสดิ์ {name}', afternoon: 'สวัสดีตอนบ่าย {name}', evening: 'สวัสดีตอนเย็น {name}', appointments_today: 'วันนี้มี {n} นัด', today: 'วันนี้', week: '7 วัน', month: 'ตั้งแต่ต้นเดือน', custom: 'กำหนดเอง', all_branches: 'ทุกสาขา', as_of: 'ข้อมูล ณ {time}', live: 'สด',
    tone_danger: 'ด่วน', tone_warn: 'ควรจัดการ', tone_info: 'แจ้งให้ทราบ',
    versus: 'เทียบ {span}', no_previous: 'ไม่มีตัวเลขก่อนหน้า', definition: '{what} คืออะไร', kept: 'ที่แสดง', from_rows: 'นับจากแถว', from_books: 'ในบัญชี', difference: 'ผลต่าง', prove: 'พิสูจน์ตัวเลข', proved: 'ตรงกัน ผลต่าง 0.00', open_rows: 'เปิดแถวข้อมูล', computed: 'คำนวณเมื่อ {time}',
    per_day: '{what}รายวัน', this_period: 'ช่วงนี้', previous_period: 'ก่อนหน้า', change: 'เปลี่ยนแปลง', chart: 'กราฟ', table: 'ตาราง', day: 'วัน', recent: 'รายการล่าสุด', nothing_recent: 'วันนี้ยังไม่มีรายการ', nothing_recent_text: 'การขายและการใช้คอร์สจะแสดงที่นี่ทันที', all: 'ทั้งหมด', new_rows: 'ใหม่ {n}', alerts_none: 'ไม่มีเรื่องที่ต้องทำ', alerts_none_text: 'สต็อก วันหมดอายุ และการเรียกคืนปกติดี', since: 'ตั้งแต่', until: 'ถึง', apply: 'แสดง', branch: 'สาขา', period: 'ช่วงเวลา', shortcuts: 'โมดูล', figures: 'ตัวเลขสำคัญ', open: 'เปิด', day_state: 'นัดหมายวันนี้ตามสถานะ', chart_label: '{what}: ช่วงนี้และช่วงก่อนหน้า รายวัน',
  },
}
