export const messages = {
  en: {
    title: 'Sign in', again: 'Sign in again', username: 'User name', password: 'Password', show: 'Show password', hide: 'Hide password', caps: 'Caps Lock is on', submit: 'Sign in',
    expired: 'Your session has ended.', expired_text: 'You return to {page}. Nothing you typed is lost.', wrong: 'User name or password is not right.', wait: 'Too many attempts. Wait {n} second.|Too many attempts. Wait {n} seconds.',
    unreachable: 'No connection to the server. Check the network and try again.', slogan: 'One calm place for the whole clinic day.', slogan_text: 'From the first hello to the last receipt', version: 'Version {v}', language: 'Language', required: 'Please fill this in', other: 'Someone else signs in', product: 'Clinic resource planning',
    this_page: 'this page',
  },
  th: {
    title: 'เข้าสู่ระบบ', again: 'เข้าสู่ระบบอีกครั้ง', username: 'ชื่อผู้ใช้', password: 'รหัสผ่าน', show: 'แสดงรหัสผ่าน', hide: 'ซ่อนรหัสผ่าน', caps: 'เปิด Caps Lock อยู่', submit: 'เข้าสู่ระบบ',
    expired: 'เซสชันของคุณสิ้นสุดแล้ว', expired_text: 'คุณจะกลับไปที่ {page} สิ่งที่พิมพ์ไว้ไม่หาย', wrong: 'ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง', wait: 'ลองหลายครั้งเกินไป กรุณารอ {n} วินาที',
    unreachable: 'ติดต่อเซิร์ฟเวอร์ไม่ได้ ตรวจสอบเครือข่ายแล้วลองอีกครั้ง', slogan: 'ทั้งวันของคลินิก อยู่ในที่เดียว', slogan_text: 'ตั้งแต่คำทักทายแรก จนถึงใบเสร็จใบสุดท้าย', version: 'เวอร์ชัน {v}', language: 'ภาษา', required: 'กรุณากรอกข้อมูลนี้', other: 'เข้าสู่ระบบด้วยผู้ใช้อื่น', product: 'ระบบบริหารคลินิก',
    this_page: 'หน้านี้',
  },
}
