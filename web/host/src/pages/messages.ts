export const messages = {
  en: {
    not_found: 'This page does not exist', not_found_text: 'The address may be old, or the module that held it is not installed.', home: 'To the dashboard', no_right: 'Your role does not open this page', no_right_text: 'You are signed in as {name} ({roles}). Ask an administrator if you need it.',
    remote_failed: 'This part could not be loaded', remote_timeout: 'It did not answer within 15 seconds. The rest of the system works.', remote_version: 'Its version does not fit this shell. Reload the page; if that does not help, an administrator must update it.', remote_unreachable: 'Its files could not be fetched. The rest of the system works.', retry: 'Try again', reload: 'Reload the page', loading: 'Loading…', failed: 'Something went wrong on this page', failed_text: 'What you saved is safe. Reload the page to go on.',
  },
  th: {
    not_found: 'ไม่พบหน้านี้', not_found_text: 'ที่อยู่อาจเก่า หรือโมดูลของหน้านี้ยังไม่ได้ติดตั้ง', home: 'ไปที่แดชบอร์ด', no_right: 'บทบาทของคุณเปิดหน้านี้ไม่ได้', no_right_text: 'คุณเข้าสู่ระบบเป็น {name} ({roles}) หากจำเป็นต้องใช้ กรุณาติดต่อผู้ดูแลระบบ',
    remote_failed: 'โหลดส่วนนี้ไม่สำเร็จ', remote_timeout: 'ไม่มีการตอบกลับภายใน 15 วินาที ส่วนอื่นของระบบยังทำงานได้', remote_version: 'เวอร์ชันของส่วนนี้ไม่ตรงกับระบบ กรุณาโหลดหน้าใหม่ หากยังไม่ได้ ผู้ดูแลระบบต้องอัปเดต', remote_unreachable: 'ดาวน์โหลดไฟล์ของส่วนนี้ไม่ได้ ส่วนอื่นของระบบยังทำงานได้', retry: 'ลองอีกครั้ง', reload: 'โหลดหน้าใหม่', loading: 'กำลังโหลด…', failed: 'หน้านี้มีข้อผิดพลาด', failed_text: 'สิ่งที่บันทึกแล้วยังอยู่ครบ กรุณาโหลดหน้าใหม่',
  },
}
