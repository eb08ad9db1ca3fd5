export const messages = {
  en: {
    dashboard: 'Dashboard', inbox: 'Inbox', apps: 'Apps', back_office: 'Back office', users: 'Users and roles', calendar: 'Appointments', search: 'Search or jump to…', language: 'Language', theme_dark: 'Dark appearance',
    theme_light: 'Light appearance', help: 'Help and keys', notifications: 'Notifications', notifications_n: 'Notifications, {n} new', branch: 'Change branch', sign_out: 'Sign out', account: 'Account menu',
    role_receptionist: 'Receptionist', role_cashier: 'Cashier', role_therapist: 'Therapist', role_doctor: 'Doctor', role_manager: 'Manager', role_accountant: 'Accountant', role_administrator: 'Administrator',
    density: 'Row height', compact: 'Compact', default: 'Default', touch: 'Touch', collapse: 'Collapse sidebar', expand: 'Expand sidebar', open_menu: 'Open menu', close_menu: 'Close menu', skip: 'Skip to content', main_nav: 'Main menu', sidebar: 'Sidebar',
    nothing_new: 'Nothing new', nothing_new_text: 'What needs you appears here as it happens.', to_inbox: 'Open inbox', live: 'Live', lost: 'Connection lost since {time}', connecting: 'Connecting', menu_failed: 'The menu could not be loaded.', retry: 'Try again',
    keys: 'Keys', key_palette: 'Find anything', key_search: 'Search in a list', key_new: 'New record', key_move: 'Move down, up', key_open: 'Open', key_up: 'Up one level', key_save: 'Save', key_help: 'This help',
    help_text: 'Every screen works by keyboard. These keys hold everywhere.', you: 'You', crumbs: 'Where you are', new_version: 'A new version is ready.', reload: 'Reload', module_added: 'The menu has changed.', tasks_waiting: '{n} task waits for you|{n} tasks wait for you', language_en: 'English', language_th: 'ไทย', system: 'Follow the device', appearance: 'Appearance', light: 'Light', dark: 'Dark',
  },
  th: {
    dashboard: 'แดชบอร์ด', inbox: 'กล่องงาน', apps: 'แอป', back_office: 'งานหลังบ้าน', users: 'ผู้ใช้และบทบาท', calendar: 'นัดหมาย', search: 'ค้นหาหรือไปที่…', language: 'ภาษา', theme_dark: 'โหมดมืด',
    theme_light: 'โหมดสว่าง', help: 'ช่วยเหลือและปุ่มลัด', notifications: 'การแจ้งเตือน', notifications_n: 'การแจ้งเตือนใหม่ {n} รายการ', branch: 'เปลี่ยนสาขา', sign_out: 'ออกจากระบบ', account: 'เมนูบัญชี',
    role_receptionist: 'พนักงานต้อนรับ', role_cashier: 'แคชเชียร์', role_therapist: 'นักบำบัด', role_doctor: 'แพทย์', role_manager: 'ผู้จัดการ', role_accountant: 'นักบัญชี', role_administrator: 'ผู้ดูแลระบบ',
    density: 'ความสูงแถว', compact: 'กระชับ', default: 'ปกติ', touch: 'สัมผัส', collapse: 'ย่อแถบข้าง', expand: 'ขยายแถบข้าง', open_menu: 'เปิดเมนู', close_menu: 'ปิดเมนู', skip: 'ข้ามไปเนื้อหา', main_nav: 'เมนูหลัก', sidebar: 'แถบข้าง',
    nothing_new: 'ไม่มีเรื่องใหม่', nothing_new_text: 'เรื่องที่รอคุณจะแสดงที่นี่ทันที', to_inbox: 'เปิดกล่องงาน', live: 'สด', lost: 'การเชื่อมต่อขาดตั้งแต่ {time}', connecting: 'กำลังเชื่อมต่อ', menu_failed: 'โหลดเมนูไม่สำเร็จ', retry: 'ลองอีกครั้ง',
    keys: 'ปุ่มลัด', key_palette: 'ค้นหาทุกอย่าง', key_search: 'ค้นหาในรายการ', key_new: 'สร้างรายการใหม่', key_move: 'เลื่อนลง ขึ้น', key_open: 'เปิด', key_up: 'ขึ้นหนึ่งระดับ', key_save: 'บันทึก', key_help: 'หน้าช่วยเหลือนี้',
    help_text: 'ทุกหน้าจอใช้แป้นพิมพ์ได้ ปุ่มเหล่านี้ใช้ได้ทุกที่', you: 'คุณ', crumbs: 'ตำแหน่งปัจจุบัน', new_version: 'มีเวอร์ชันใหม่', reload: 'โหลดใหม่', module_added: 'เมนูมีการเปลี่ยนแปลง', tasks_waiting: 'มีงานรอคุณ {n} งาน', language_en: 'English', language_th: 'ไทย', system: 'ตามอุปกรณ์', appearance: 'การแสดงผล', light: 'สว่าง', dark: 'มืด',
  },
}
