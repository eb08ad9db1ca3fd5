/** Icons of the first page. Others come in their own chunk on first use (see more.ts). */
import {
  ArrowLeft, ArrowRight, Bell, Boxes, Building2, CalendarDays, Check, ChevronDown, ChevronLeft, ChevronRight, ChevronsUpDown, ChevronUp, Circle, CircleAlert,
  CircleCheck, CircleHelp, Clock, Ellipsis, Eye, EyeOff, Inbox, Info, Languages, LayoutDashboard, LoaderCircle, Lock, LogOut, Menu, Minus, Moon, PanelLeft, Plus, RefreshCw,
  Rows3, Search, Settings, Sun, TriangleAlert, User, Users, X,
} from '@lucide/vue'

export const core = {
  'arrow-left': ArrowLeft, 'arrow-right': ArrowRight, bell: Bell, boxes: Boxes, building: Building2, 'building-2': Building2, 'calendar-days': CalendarDays, check: Check,
  'chevron-down': ChevronDown, 'chevron-left': ChevronLeft, 'chevron-right': ChevronRight, 'chevrons-up-down': ChevronsUpDown, 'chevron-up': ChevronUp, circle: Circle,
  'circle-alert': CircleAlert, 'circle-check': CircleCheck, 'circle-help': CircleHelp, clock: Clock, ellipsis: Ellipsis, eye: Eye, 'eye-off': EyeOff, inbox: Inbox, info: Info,
  languages: Languages, 'layout-dashboard': LayoutDashboard, loader: LoaderCircle, lock: Lock, 'log-out': LogOut, menu: Menu, minus: Minus, moon: Moon, 'panel-left': PanelLeft,
  plus: Plus, 'refresh-cw': RefreshCw, rows: Rows3, search: Search, settings: Settings, sun: Sun, 'triangle-alert': TriangleAlert, user: User, users: Users, x: X,
}
